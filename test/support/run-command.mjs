import { spawn } from 'node:child_process';

export function node() {
  return [process.execPath];
}

/** npm as it was called, else the one on the PATH. */
export function npm() {
  return process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
}

/**
 * Runs a program to its end and gives its exit code and what it said, or ends it when its minutes are over.
 * @param {string[]} program
 * @param {string[]} args
 * @param {{ minutes?: number, show?: boolean, env?: Record<string, string>, cwd?: string }} [options]
 */
export async function run([command, ...before], args, { minutes = 5, show = false, env = {}, cwd } = {}) {
  const started = performance.now();
  const child = spawn(command, [...before, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const hear = (chunk) => {
    output += chunk;
    if (show) process.stdout.write(chunk);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);

  const late = setTimeout(() => {
    hear(`\nStopped after ${minutes} minutes.\n`);
    child.kill('SIGKILL');
  }, minutes * 60_000);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      hear(`${error.message}\n`);
      resolve(127);
    });
    child.once('close', (status, signal) => resolve(status ?? `signal ${signal}`));
  });
  clearTimeout(late);
  return { code, output, milliseconds: performance.now() - started };
}
