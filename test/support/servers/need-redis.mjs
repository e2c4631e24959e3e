// Finds a redis-server, or unpacks Debian's under .data/ (no root needed). Run by itself, it prints the path.
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../run-command.mjs';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '.data', 'redis');
const UNPACKED = join(FOLDER, 'redis-server');
const PACKAGES = ['redis-server', 'redis-tools'];
const LIBRARIES = [
  'libjemalloc2',
  'liblzf1',
  'libatomic1',
  'liblua5.1-0',
  'lua-cjson',
  'lua-bitop',
  'libhiredis0.14',
];

/** The path of a redis-server that runs on this machine; throws with what to install when there is none. */
export async function redisServer() {
  const installed = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'));
  const found = [...installed, UNPACKED].find((path) => existsSync(path));
  if (found && (await works(found))) return found;

  const failure = await unpack();
  if (!failure && (await works(UNPACKED))) return UNPACKED;
  throw new Error(
    'The tests need redis-server, and it is neither on the PATH nor could it be fetched from Debian ' +
      `(${failure || 'it was unpacked but does not run here'}).\n` +
      'Install it (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis) and run npm test again.',
  );
}

async function works(path) {
  return (await run([path], ['--version'], { minutes: 0.2 })).code === 0;
}

/** Downloads and unpacks the packages; says what went wrong, or nothing. */
async function unpack() {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(join(FOLDER, 'packages'), { recursive: true });
  const failure = (await download([])) && (await downloadWithOwnLists());
  if (failure) return failure;

  for (const name of await readdir(join(FOLDER, 'packages'))) {
    const done = await run(['dpkg'], ['-x', join(FOLDER, 'packages', name), join(FOLDER, 'root')]);
    if (done.code !== 0) return lastLine(done.output);
  }
  await writeFile(UNPACKED, wrapper());
  await chmod(UNPACKED, 0o755);
  return undefined;
}

async function download(options) {
  const get = (names) =>
    run(['apt-get'], [...options, 'download', ...names], { cwd: join(FOLDER, 'packages') });
  const done = await get(PACKAGES);
  if (done.code !== 0) return lastLine(done.output);
  // The libraries differ from release to release: what is not there by this name is not needed there.
  for (const name of LIBRARIES) await get([name]);
  return undefined;
}

/** Package lists of our own beside the download, for machines that have none and users who may not update them. */
async function downloadWithOwnLists() {
  await mkdir(join(FOLDER, 'apt', 'lists', 'partial'), { recursive: true });
  await mkdir(join(FOLDER, 'apt', 'cache', 'archives', 'partial'), { recursive: true });
  const options = [
    ...['-o', `Dir::State::lists=${join(FOLDER, 'apt', 'lists')}`],
    ...['-o', `Dir::Cache=${join(FOLDER, 'apt', 'cache')}`],
    ...['-o', 'APT::Sandbox::User='],
  ];
  const updated = await run(['apt-get'], [...options, 'update']);
  if (updated.code !== 0) return lastLine(updated.output);
  return download(options);
}

/** Starts the unpacked program with its libraries; by exec, so that a signal reaches Redis itself. */
function wrapper() {
  return `#!/bin/sh
root="$(dirname "$(readlink -f "$0")")/root"
libraries="$(find "$root/usr/lib" "$root/lib" -name '*.so*' -exec dirname {} \\; 2>/dev/null | sort -u | tr '\\n' ':')"
LD_LIBRARY_PATH="$libraries$LD_LIBRARY_PATH" exec "$root/usr/bin/redis-server" "$@"
`;
}

function lastLine(output) {
  return output.trim().split('\n').at(-1);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(await redisServer());
