import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const COMPILED = join(ROOT, '.data', 'test', 'compiled');
const PACKAGES = `${sep}node_modules${sep}`;
const [[, [, SETTINGS]]] = Object.entries(
  JSON.parse(readFileSync(join(import.meta.dirname, 'preset.json'), 'utf8')).transform,
);

let swc;

/** Whether the tests load this file as TypeScript of ours. */
export function isCompiled(path) {
  return path.endsWith('.ts') && path.startsWith(ROOT + sep) && !path.includes(PACKAGES);
}

/** Where the source map of a file lies once the file is loaded. */
export function mapOf(path) {
  return `${placeOf(path)}.map`;
}

/** The JavaScript of a file, compiled where it has changed since the last time. */
export async function compiled(path) {
  const source = readFileSync(path, 'utf8');
  const place = placeOf(path);
  const mark = `\n// ${createHash('sha1').update(JSON.stringify(SETTINGS)).update(source).digest('hex')}\n`;
  const kept = contentOf(place);
  if (kept?.endsWith(mark)) return kept;
  swc ??= await import('@swc/core');
  const { code, map } = swc.transformSync(source, {
    ...SETTINGS,
    filename: path,
    sourceMaps: true,
    swcrc: false,
  });
  mkdirSync(dirname(place), { recursive: true });
  write(`${place}.map`, map);
  write(place, code + mark);
  return code;
}

function placeOf(path) {
  return join(COMPILED, `${relative(ROOT, path)}.js`);
}

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Whole or not at all: another worker may read it. */
function write(path, content) {
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}
