import { jest } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/servers/free-port.js';
import { signedIn } from '../support/people.js';
import { freshDatabase } from '../support/servers/postgres.js';

jest.setTimeout(90_000);

interface Started {
  process: ChildProcess;
  output(): string;
  /** Resolves once everything is up, or with the exit code. */
  settled: Promise<number | null | 'ready'>;
}

describe('npm start', () => {
  let folder: string;
  let port: number;
  const children: ChildProcess[] = [];
  const outputs = new Map<ChildProcess, () => string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causerie-start-'));
    port = await freePort();
  });

  afterAll(async () => {
    for (const child of children)
      if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGTERM');
    const note = join(folder, 'postgres', 'location');
    if (existsSync(note)) await rm((await readFile(note, 'utf8')).trim(), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });

  function start(env: Record<string, string> = {}): Started {
    const child = spawn(process.execPath, ['dist/start/start.js'], {
      env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let output = '';
    outputs.set(child, () => output);
    const settled = new Promise<number | null | 'ready'>((resolve) => {
      const hear = (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ctrl+C')) resolve('ready');
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', resolve);
    });
    return { process: child, output: () => output, settled };
  }

  it('serves the application and a shop for each brand, from an empty folder', async () => {
    const first = start();
    expect([await first.settled, first.output()]).toEqual([
      'ready',
      expect.stringContaining('password causerie-demo'),
    ]);
    expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
    for (const slug of ['maison-lumiere', 'fjord']) {
      expect(first.output()).toContain(`http://localhost:${port + 1}/${slug}/`);
      const page = await (await fetch(`http://localhost:${port + 1}/${slug}/`)).text();
      expect(page).toMatch(
        new RegExp(`<script async src="http://localhost:${port}/w/[\\w-]{43}\\.js"></script>`),
      );
    }
  });

  it('prints nobody who cannot sign in', async () => {
    const printed = accountsIn(children[0] ? outputs.get(children[0])?.() : '');
    expect(printed.length).toBeGreaterThan(10);
    for (const email of printed) await signedIn(`http://localhost:${port}`, email);
    expect(printed).toEqual(expect.arrayContaining(['lea@maison-lumiere.test', 'admin@fjord.test']));
  });

  it('keeps its secret key where only its owner reads it', async () => {
    const key = await stat(join(folder, 'secret-key'));
    expect(key.mode & 0o077).toBe(0);
    expect(key.size).toBeGreaterThanOrEqual(32);
  });

  it('refuses a port that is taken', async () => {
    const second = start();
    expect([await second.settled, second.output()]).toEqual([
      1,
      expect.stringContaining(`Port ${port} is taken`),
    ]);
  });

  it('says so in one sentence where the application is started alone', async () => {
    const alone = spawn(process.execPath, ['dist/main.js'], {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATABASE_URL: 'postgresql://causerie_app@127.0.0.1:1/causerie',
        SECRET_KEY: 'a key that opens nothing that anybody keeps',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(alone);
    let said = '';
    for (const stream of [alone.stdout, alone.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(alone, 'close')).toEqual([1, null]);
    expect(said).toBe(`Port ${port} is taken. Stop what listens there, or set PORT.\n`);
  });

  it('refuses a folder that another one is running on', async () => {
    const second = start({ PORT: String(await freePort()), DEMO_SHOP_PORT: String(await freePort()) });
    expect([await second.settled, second.output()]).toEqual([1, expect.stringContaining('already running')]);
  });

  it('starts again after it was killed, with the brands that were there', async () => {
    const before = await siteKey();
    await ended(children[0], 'SIGKILL');
    const again = start();
    expect(await again.settled).toBe('ready');
    expect(await siteKey()).toBe(before);
    expect(await ended(again.process, 'SIGTERM')).toBe(0);
    await expect(fetch(`http://localhost:${port}/health/live`)).rejects.toThrow();
    await expect(fetch(`http://localhost:${port + 1}/fjord/`)).rejects.toThrow();
    expect(await isDatabaseRunning()).toBe(false);
  });

  it('starts without the demo where it is not wanted', async () => {
    const bare = start({ DEMO: '0' });
    expect(await bare.settled).toBe('ready');
    expect(bare.output()).not.toContain('causerie-demo');
    await expect(fetch(`http://localhost:${port + 1}/fjord/`)).rejects.toThrow();
    expect(await ended(bare.process, 'SIGINT')).toBe(0);
  });

  it('runs on another database where one is named, and migrates it as its owner', async () => {
    const database = await freshDatabase();
    const elsewhere = start({
      DATABASE_URL: database.appUrl,
      MIGRATION_DATABASE_URL: database.ownerUrl,
      DATA_DIR: join(folder, 'without-database'),
    });
    expect([await elsewhere.settled, elsewhere.output()]).toEqual(['ready', expect.any(String)]);
    expect(await database.query('SELECT slug FROM brands ORDER BY slug')).toEqual([
      { slug: 'fjord' },
      { slug: 'maison-lumiere' },
    ]);
    expect(existsSync(join(folder, 'without-database', 'postgres'))).toBe(false);
    expect(await ended(elsewhere.process, 'SIGTERM')).toBe(0);
  });

  it.each([
    [{ PORT: 'many' }, 'PORT is not a port'],
    [{ DEMO: 'perhaps' }, 'DEMO is 0 or 1'],
    [{ DEMO_SHOP_PORT: 'PORT' }, 'DEMO_SHOP_PORT is not a port'],
    [{ MIGRATION_DATABASE_URL: 'postgresql://localhost/causerie' }, 'DATABASE_URL is not'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('tells what is wrong with the settings %j', async (env, reason) => {
    const wrong = start(env);
    expect([await wrong.settled, wrong.output()]).toEqual([1, expect.stringContaining(reason)]);
  });

  it('leaves a port of the shop that is taken to whoever has it', async () => {
    const squatter = createServer().listen(0);
    await once(squatter, 'listening');
    const taken = (squatter.address() as { port: number }).port;
    const blocked = start({ DEMO_SHOP_PORT: String(taken) });
    expect([await blocked.settled, blocked.output()]).toEqual([
      1,
      expect.stringContaining(`Port ${taken} of the demo shop`),
    ]);
    squatter.close();
  });

  async function siteKey(): Promise<string | undefined> {
    const page = await (await fetch(`http://localhost:${port + 1}/fjord/`)).text();
    return /\/w\/([\w-]{43})\.js/.exec(page)?.[1];
  }

  async function isDatabaseRunning(): Promise<boolean> {
    const note = join(folder, 'postgres', 'location');
    const home = existsSync(note) ? (await readFile(note, 'utf8')).trim() : join(folder, 'postgres');
    return existsSync(join(home, 'cluster', 'postmaster.pid'));
  }
});

/** `{lea, karim}@maison-lumiere.test` stands for two of them. */
function accountsIn(output = ''): string[] {
  return [...output.matchAll(/(?:\{([^}]+)\}|(\S+))@(\S+\.test)/g)].flatMap(([, several, one, domain]) =>
    (several ?? one ?? '').split(', ').map((login) => `${login}@${domain}`),
  );
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
