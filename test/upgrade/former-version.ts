import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/app.js';

/** What runs before the next upgrade: the state that was released last. */
const FORMER = 'a7d6f4c';
const PARTS = ['package.json', 'tsconfig.json', 'src', 'views', 'public', 'locales', 'migrations'];

const run = promisify(execFile);

/** The folder of the former version, built; made once a checkout. */
export async function formerVersion(): Promise<string> {
  const folder = join(ROOT, '.data', 'former', FORMER);
  if (existsSync(folder)) return folder;
  const making = `${folder}-${process.pid}`;
  await mkdir(making, { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(making, 'node_modules'));
  if (await isInHistory()) await build(making);
  else await copyOfThis(making);
  await rename(making, folder).catch(() => rm(making, { recursive: true }));
  return folder;
}

/** A checkout without its history does not hold it. */
async function isInHistory(): Promise<boolean> {
  return run('git', ['cat-file', '-e', `${FORMER}^{commit}`], { cwd: ROOT }).then(
    () => true,
    () => false,
  );
}

async function build(folder: string): Promise<void> {
  const packed = join(folder, 'former.tar');
  await run('git', ['archive', '--output', packed, FORMER, ...PARTS], { cwd: ROOT });
  await run('tar', ['-xf', packed], { cwd: folder });
  const node = (...args: string[]) => run(process.execPath, args, { cwd: folder });
  await node('node_modules/typescript/bin/tsc', '-p', '.');
  await node('dist/browser/build.js');
}

/** This version under another name: with functions of its own, which do the same. */
async function copyOfThis(folder: string): Promise<void> {
  for (const part of [...PARTS, 'dist']) await cp(join(ROOT, part), join(folder, part), { recursive: true });
  const functions = join(folder, 'migrations', 'functions');
  const [first = ''] = await readdir(functions);
  await appendFile(join(functions, first), '-- Of another version.\n');
}
