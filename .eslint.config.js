import eslint from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Name what you export; no default exports.',
};
const noInjectedRepository = {
  selector:
    'Decorator[expression.callee.name="InjectRepository"], Decorator[expression.callee.name="InjectDataSource"]',
  message: 'A verb gets its manager from the unit of work.',
};
const noWallClock = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Time comes from Clock, which tests set.',
  },
  {
    selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
    message: 'Time comes from Clock, which tests set.',
  },
];
const oneAddress = {
  selector:
    'MemberExpression[property.name=/^(remoteAddress|ips?)$/][object.name!="headers"], MemberExpression[object.property.name="handshake"][property.name="address"]',
  message: 'Where a client is, ClientAddresses tells: through trusted proxies only.',
};
const noChainOverSharings = {
  selector:
    'BinaryExpression[operator=/^[!=]==$/] > Literal[value=/^(cascade|equal|weighted|least_loaded)$/]',
  message: 'What differs between ways of sharing stands in SHARINGS, where a new one cannot be forgotten.',
};
const noSkippedTest = [
  {
    selector:
      'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|failing)$/]',
    message: 'Every test runs, always.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'Every test runs, always.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', '.data/', 'coverage/', 'public/build/', 'node_modules'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended, ...tseslint.configs.stylistic],
    languageOptions: {
      parserOptions: { project: './test/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        noDefaultExport,
        noInjectedRepository,
        oneAddress,
        noChainOverSharings,
        ...noWallClock,
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.spec.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  {
    files: ['src/kernel/clock.ts', 'src/browser/**/*.ts', 'src/start/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    files: ['src/platform/limits/client-addresses.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noInjectedRepository, ...noWallClock] },
  },
  { files: ['src/start/**/*.ts', 'src/browser/build.ts'], rules: { 'no-console': 'off' } },
  // The developer of a page is told there what is wrong with its calls.
  { files: ['src/browser/loader/loader.ts'], rules: { 'no-console': ['error', { allow: ['warn'] }] } },
  {
    files: ['test/**/*.ts', 'src/**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...noSkippedTest] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
