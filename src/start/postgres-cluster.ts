import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chown, mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PostgresProgram } from './postgres-binaries.js';
import type { PostgresHome, PostgresUser } from './postgres-user.js';
import { StartError } from './start-error.js';

const STARTING = 15_000;
const CONFIG = 'causerie.conf';

/** What a running server says of itself in its lock file. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

/** One data directory of Postgres: made, started, found running, stopped. */
export class PostgresCluster {
  private readonly folder: string;
  private readonly data: string;
  private readonly log: string;

  constructor(
    private readonly home: PostgresHome,
    private readonly program: PostgresProgram,
  ) {
    this.folder = home.folder;
    this.data = join(home.folder, 'cluster');
    this.log = join(home.folder, 'postgres.log');
  }

  /** Makes the data directory unless it is there; an interrupted attempt leaves nothing that looks whole. */
  async ensure(superuser: string, password: string): Promise<void> {
    if (existsSync(join(this.data, 'PG_VERSION'))) return;
    await this.removeUnfinished();
    const unfinished = join(this.folder, `unfinished-${process.pid}`);
    const passwordFile = `${unfinished}.password`;
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    await Promise.all([give(unfinished, this.home.user), give(passwordFile, this.home.user)]);
    try {
      await this.program('initdb', [
        ...['-D', unfinished, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--no-instructions', '--no-sync'],
      ]);
      await appendFile(join(unfinished, 'postgresql.conf'), `\ninclude_if_exists = '${CONFIG}'\n`);
      // Two first starts at once: whoever comes second finds the folder taken and uses it.
      await rename(unfinished, this.data).catch((error: NodeJS.ErrnoException) => {
        if (!existsSync(join(this.data, 'PG_VERSION'))) throw error;
      });
    } finally {
      await Promise.all([
        rm(passwordFile, { force: true }),
        rm(unfinished, { recursive: true, force: true }),
      ]);
    }
  }

  /** Starts the server on this port; it outlives us, whatever kills us. */
  async start(port: number, settings: Record<string, string>): Promise<void> {
    const all: Record<string, string> = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      password_encryption: 'scram-sha-256',
      timezone: 'UTC',
      ...settings,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
    const config = join(this.data, CONFIG);
    await writeFile(config, lines.join(''), { mode: 0o600 });
    await (await open(this.log, 'w')).close();
    await Promise.all([give(config, this.home.user), give(this.log, this.home.user)]);
    try {
      await this.program('pg_ctl', ['start', '-w', '-t', '60', '-D', this.data, '-l', this.log]);
    } catch (error) {
      const log = await readFile(this.log, 'utf8').catch(() => '');
      throw new StartError(`PostgreSQL did not start in ${this.data}.\n${log.trim()}`, { cause: error });
    }
  }

  /** The server that runs on this data directory, once it has come up; null where none does. */
  async running(): Promise<Postmaster | null> {
    const patience = Date.now() + STARTING;
    for (;;) {
      const postmaster = await this.postmaster();
      if (!postmaster || postmaster.isReady || Date.now() > patience) return postmaster;
      await sleep(50);
    }
  }

  /** Stops the server if one runs: connections are ended, nothing committed is lost. */
  async stop(): Promise<void> {
    if (!(await this.postmaster())) return;
    const stop = (mode: string) =>
      this.program('pg_ctl', ['stop', '-w', '-t', '10', '-m', mode, '-D', this.data]);
    await stop('fast').catch(async (error: Error) => {
      if (await this.postmaster()) await stop('immediate');
      else if (existsSync(join(this.data, 'postmaster.pid'))) throw error;
    });
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  /** The lock file, if a server stands behind it; a file whose process number went to another is removed. */
  private async postmaster(): Promise<Postmaster | null> {
    const path = join(this.data, 'postmaster.pid');
    const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
    const pid = Number(lines[0]);
    if (!pid || !isAlive(pid)) return null;
    if (!(await this.isOurs(pid))) {
      await rm(path, { force: true });
      return null;
    }
    return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  }

  private async isOurs(pid: number): Promise<boolean> {
    const command = await commandOf(pid);
    return command === null || (command.includes('postgres') && command.includes(this.data));
  }

  private async removeUnfinished(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const pid = Number(/^unfinished-(\d+)/.exec(name)?.[1]);
      if (pid && !isAlive(pid)) await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }
}

async function give(path: string, { uid, gid }: PostgresUser): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process; null where the system does not tell. */
async function commandOf(pid: number): Promise<string | null> {
  if (existsSync('/proc/self/cmdline')) return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => null,
  );
}
