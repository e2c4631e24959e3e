import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** Made by the build or by a run, or somebody else's. */
const NOT_OURS = new Set(['node_modules', 'dist', '.data', '.git', 'coverage', 'public/build']);

/** A file of the project, by its path from the root, with `/` on every system. */
export interface SourceFile {
  path: string;
  text: string;
}

/** The project's files below these folders (or all), whose path matches. */
export function files(folders: string[], matching = /./): SourceFile[] {
  return folders
    .flatMap((folder) => pathsBelow(join(ROOT, folder)))
    .filter((path) => matching.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** `path:line` of every match of the pattern. */
export function places({ path, text }: SourceFile, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : []));
}

function pathsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = relative(ROOT, join(folder, entry.name)).split(sep).join('/');
    if (NOT_OURS.has(path) || NOT_OURS.has(entry.name)) return [];
    if (entry.isDirectory()) return pathsBelow(join(folder, entry.name));
    return entry.isFile() ? [path] : [];
  });
}
