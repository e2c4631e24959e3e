import { execFile } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from './start-error.js';

/** Whom Postgres runs as; empty when it runs as whoever we are. */
export interface PostgresUser {
  uid?: number;
  gid?: number;
}

export interface PostgresHome {
  user: PostgresUser;
  /** Where cluster, log and, if need be, copied binaries lie. */
  folder: string;
  /** A file in `dataDir` that names `folder`, where that is another one. */
  note?: string;
}

/**
 * Decides whom Postgres runs as and where its data lie. Postgres refuses to run as root: then it runs as
 * the owner of the data that are already there, else as nobody, and where that user cannot reach `dataDir`
 * (a project below a home that only root can enter) the data lie in a folder outside, noted in `dataDir`.
 */
export async function postgresHome(dataDir: string): Promise<PostgresHome> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  if (process.getuid?.() !== 0) return { user: {}, folder: dataDir };

  const note = join(dataDir, 'location');
  const outside = outsideFolder(dataDir);
  const inside = await ownerOf(join(dataDir, 'cluster'));
  const user = inside?.uid ? inside : await nobody();
  if (!existsSync(note) && (await canEnter(dataDir, user))) return { user, folder: dataDir };
  if (inside)
    throw new StartError(`uid ${user.uid}, who owns the database in ${dataDir}, cannot enter that folder.`);

  await mkdir(outside, { mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const held = await stat(outside);
  if (held.uid !== 0 || (held.mode & 0o022) !== 0)
    throw new StartError(
      `${outside} is needed for the database, but it is not root's own folder. Remove it.`,
    );
  return { user, folder: outside, note };
}

/** Whether the data outside were left by a `dataDir` that has been deleted since: their note is gone. */
export function isAbandoned(home: PostgresHome): boolean {
  return home.note !== undefined && !existsSync(home.note) && existsSync(join(home.folder, 'cluster'));
}

/** Notes in `dataDir` where its data lie. */
export async function noteHome(home: PostgresHome): Promise<void> {
  if (home.note) await writeFile(home.note, `${home.folder}\n`);
}

/** The user's rights for a child process. */
export function asUser(user: PostgresUser): { uid?: number; gid?: number; cwd: string } {
  return { ...user, cwd: process.platform === 'win32' ? process.cwd() : '/' };
}

function outsideFolder(dataDir: string): string {
  const base = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  return join(base, `causerie-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
}

async function ownerOf(path: string): Promise<Required<PostgresUser> | null> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch {
    return null;
  }
}

async function nobody(): Promise<Required<PostgresUser>> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':');
  const uid = Number(fields?.[2]);
  // macOS writes nobody as -2, which setuid takes as an unsigned number.
  if (fields && Number.isInteger(uid)) return { uid: uid >>> 0, gid: Number(fields[3]) >>> 0 };
  throw new StartError(
    'PostgreSQL refuses to run as root, and there is no user "nobody" to run it as. ' +
      'Start as another user, or set DATABASE_URL and MIGRATION_DATABASE_URL.',
  );
}

async function canEnter(folder: string, user: PostgresUser): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], asUser(user), (error) => resolve(!error));
  });
}
