import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './servers/free-port.js';

export const ROOT = join(import.meta.dirname, '..', '..');
/** What every application of the tests signs and seals with, so that one can read what another wrote. */
export const SECRET_KEY = 'a secret of the tests, long enough to be one';

const START_PATIENCE = 30_000;
const STOP_PATIENCE = 12_000;

export interface AppOptions {
  /** The application's role: `(await freshDatabase()).appUrl`. */
  databaseUrl: string;
  redisUrl?: string;
  /** Further settings by environment. */
  env?: Record<string, string>;
  /** Shares the files of another node, or of one that ran before. */
  like?: TestApp;
  port?: number;
  /** The folder of another version. */
  root?: string;
}

/** The built application as a process of its own. */
export interface TestApp {
  url: string;
  port: number;
  pid: number;
  dataDir: string;
  /** Sets the application's clock, which then stands still; with null it runs with the machine's again. */
  setClock(at: Date | null): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Ends it as an operator does, and gives its exit code. */
  stop(): Promise<number | null>;
  /** SIGSTOP and SIGCONT. */
  pause(): void;
  resume(): void;
  /** Everything it has said so far. */
  output(): string;
}

/** Starts `dist/main.js` on a free port and resolves when it is ready; throws with what it said when it is not. */
export async function startApp(options: AppOptions): Promise<TestApp> {
  const port = options.port ?? (await freePort());
  const dataDir = options.like?.dataDir ?? (await mkdtemp(join(tmpdir(), 'causerie-test-')));
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
    cwd: options.root ?? ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: options.databaseUrl,
      ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
      DATA_DIR: dataDir,
      SECRET_KEY,
      NETWORK_PACE: '1000',
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const hear = (chunk: Buffer) => (output += chunk.toString());
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));

  await ready(child, url, () => output);
  return {
    url,
    port,
    pid: child.pid ?? 0,
    dataDir,
    setClock: (at) => setClock(child, at),
    kill: async () => void (await end(child, 'SIGKILL')),
    async stop() {
      const code = await end(child, 'SIGTERM');
      if (!options.like) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    output: () => output,
  };
}

async function ready(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const patience = Date.now() + START_PATIENCE;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The application ended with ${child.exitCode ?? child.signalCode}.\n${output()}`);
    }
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > patience) {
      child.kill('SIGKILL');
      throw new Error(`The application was not ready after ${START_PATIENCE / 1000} s.\n${output()}`);
    }
    await sleep(50);
  }
}

/** The application answers once its clock is set, so that the next request already sees the new time. */
async function setClock(child: ChildProcess, at: Date | null): Promise<void> {
  const answered = once(child, 'message', { signal: AbortSignal.timeout(5_000) });
  child.send({ clock: at?.toISOString() ?? null });
  await answered;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  if (signal !== 'SIGKILL') {
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
    void ended.finally(() => clearTimeout(late));
  }
  await ended;
  return child.exitCode;
}
