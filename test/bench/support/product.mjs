import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './database.mjs';
import { now, sleep } from './measure.mjs';

export const SECRET_KEY = 'the secret of the bench, long enough to be one';

/** The built application as the Dockerfile starts it, but for its rate limits. */
export async function startProduct({ database, port, env = {}, flags = [] }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'causerie-bench-'));
  const url = `http://localhost:${port}`;
  const began = now();
  const child = spawn(process.execPath, [...flags, ...(await command())], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: database.appUrl,
      DATA_DIR: dataDir,
      SECRET_KEY,
      LOG_LEVEL: 'warn',
      RATE_LIMIT_FACTOR: '1000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk) => (said += chunk);
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The product did not start.\n${said}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) break;
    await sleep(5);
  }
  return {
    url,
    pid: child.pid,
    readyAfter: now() - began,
    collect: async () => void child.kill('SIGUSR2'),
    said: () => said,
    async stop() {
      process.off('exit', endWithUs);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 12_000);
      await ended;
      clearTimeout(late);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the Dockerfile gives to Node. */
async function command() {
  const dockerfile = await readFile(join(ROOT, 'Dockerfile'), 'utf8');
  return JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)[1]).slice(1);
}
