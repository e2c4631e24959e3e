// What the engines' tests need beyond npm: Firefox, WebKit with its driver, and a display without a screen.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];
const LIBRARIES = '/usr/lib';

/** The programs; installed from Debian's packages where that is allowed, else it throws with what to install. */
export function engines() {
  if (!found()) install();
  const programs = found();
  if (!programs) throw new Error(`Install ${PACKAGES.join(', ')} and run npm run engines again.`);
  return programs;
}

function found() {
  const programs = {
    firefox: '/usr/bin/firefox-esr',
    driver: '/usr/bin/WebKitWebDriver',
    browser: miniBrowser(),
    display: '/usr/bin/Xvfb',
  };
  return Object.values(programs).every((path) => path && existsSync(path)) ? programs : undefined;
}

/** It lies in a folder of the machine's kind and of WebKit's version. */
function miniBrowser() {
  if (!existsSync(LIBRARIES)) return undefined;
  return readdirSync(LIBRARIES)
    .filter((name) => name.endsWith('-linux-gnu'))
    .flatMap((kind) =>
      readdirSync(join(LIBRARIES, kind))
        .filter((name) => name.startsWith('webkit2gtk-'))
        .map((name) => join(LIBRARIES, kind, name, 'MiniBrowser')),
    )
    .find((path) => existsSync(path));
}

function install() {
  const isDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  if (!isDebian || process.getuid?.() !== 0) return;
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...PACKAGES]]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync('apt-get', args, { stdio: 'inherit', env });
    if (status !== 0) throw new Error(`apt-get ${args.join(' ')} ended with ${status}.`);
  }
}
