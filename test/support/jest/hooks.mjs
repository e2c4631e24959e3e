// Hooks of Node's module loader: TypeScript of ours, and `@jest/globals` for each test file anew.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled, isCompiled } from './compiled.mjs';

const GLOBALS = 'jest-globals:';

export function resolve(specifier, context, next) {
  const { parentURL } = context;
  if (specifier === '@jest/globals')
    return { url: `${GLOBALS}${parentURL}`, format: 'module', shortCircuit: true };
  if (specifier.startsWith('.') && specifier.endsWith('.js') && parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/js$/, 'ts'), parentURL).href;
    if (existsSync(fileURLToPath(url))) return { url, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (url.startsWith(GLOBALS)) {
    const source = 'export const { jest } = globalThis.globalsOfJest();';
    return { format: 'module', source, shortCircuit: true };
  }
  if (url.startsWith('file:') && url.endsWith('.ts') && isCompiled(fileURLToPath(url))) {
    return { format: 'module', source: await compiled(fileURLToPath(url)), shortCircuit: true };
  }
  return next(url, context);
}
