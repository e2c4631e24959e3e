/** A module may import those before it, never those after it. */
const ORDER = require('./src/modules.json').map(({ name }) => name);
const ABOVE_ALL = ['app\\.module\\.ts', 'main\\.ts', 'demo/', 'start/'];
const MODULES = ORDER.slice(2);

const noUpwardImports = ORDER.slice(0, -1).map((module, place) => ({
  name: `${module}-knows-only-what-lies-below`,
  severity: 'error',
  from: { path: `^src/${module}/` },
  to: { path: `^src/(${ORDER.slice(place + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...noUpwardImports,
    {
      name: 'nothing-below-knows-the-application',
      severity: 'error',
      from: { path: `^src/(${ORDER.join('|')}|browser)/` },
      to: { path: `^src/(${ABOVE_ALL.join('|')})` },
    },
    {
      name: 'every-folder-has-its-place-in-the-order',
      comment: 'A folder of src that is not listed here escapes every rule above.',
      severity: 'error',
      from: {},
      to: {
        path: '^src/',
        pathNot: `^src/(${[...ORDER, 'browser'].join('|')})/|^src/(${ABOVE_ALL.join('|')})`,
      },
    },
    {
      name: 'one-face',
      comment: 'Other modules import index.ts and nothing else of a module.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: `^src/(${MODULES.join('|')})/`, pathNot: '^src/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'one-face-for-the-application',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: `^src/(${MODULES.join('|')})/`, pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'kernel-and-platform-by-their-faces',
      comment: 'kernel/index.ts, platform/index.ts, or the index.ts of one part of the platform.',
      severity: 'error',
      from: { path: `^src/(${MODULES.join('|')})/` },
      to: {
        path: '^src/(kernel|platform)/',
        pathNot: ['^src/(kernel|platform)/index\\.ts$', '^src/platform/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'areas-stand-alone',
      comment: 'An area of the settings knows the frame around it, and no other area.',
      severity: 'error',
      from: { path: '^src/admin/([^/]+)/' },
      to: { path: '^src/admin/', pathNot: '^src/admin/($1|frame)/' },
    },
    {
      name: 'desk-and-board-share-below',
      comment: 'What both need in the browser stands in browser/conversation or browser/workspace.',
      severity: 'error',
      from: { path: '^src/browser/(desk|board|messenger|loader|admin)/' },
      to: { path: '^src/browser/(desk|board|messenger|loader|admin)/', pathNot: '^src/browser/$1/' },
    },
    {
      name: 'kernel-without-framework',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|express|socket\\.io)' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules import their own domain folder and the kernel: no framework, no package, no I/O.',
      severity: 'error',
      from: { path: '^src/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/($1/domain|kernel)/' },
    },
    {
      name: 'browser-stands-alone',
      comment:
        'What runs in the browser brings nothing of the server along but what both share, and the server nothing of it.',
      severity: 'error',
      from: { path: '^src/browser/', pathNot: '^src/browser/build\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(browser|kernel/anywhere)/' },
    },
    {
      name: 'server-without-browser',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(browser|start)/' },
      to: { path: '^src/browser/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is dead, unless it is where something starts.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.spec\\.ts$',
          '^src/(main|app\\.module)\\.ts$',
          '^src/(start|demo|browser)/',
        ],
      },
      to: {},
    },
    {
      name: 'only-declared-packages',
      comment:
        'Mails are made, and what passkeys need is bundled, by the build, which has the packages of development too.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/browser/(mails\\.ts$|passkeys/)' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: '@types/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
