import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, transform, type BuildOptions, type Plugin } from 'esbuild';
import { buildIconSprite } from './icons.js';
import { buildMails } from './mails.js';

const ROOT = join(import.meta.dirname, '..', '..');
const SOURCES = join(ROOT, 'src', 'browser');
const STYLES = join(ROOT, 'public', 'css');
const TARGET = join(ROOT, 'public', 'build');

/** A style sheet that a script imports becomes a minified text in it. */
const STYLES_AS_TEXT: Plugin = {
  name: 'styles-as-text',
  setup(setup) {
    setup.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** The other ways that the library knows lead nowhere, so nobody loads them. */
const WEBSOCKET_ONLY: Plugin = {
  name: 'websocket-only',
  setup(setup) {
    setup.onLoad({ filter: /engine\.io-client\/build\/esm\/transports\/index\.js$/ }, () => ({
      contents: `import { WS } from './websocket.js'; export const transports = { websocket: WS };`,
    }));
    setup.onLoad({ filter: /engine\.io-client\/build\/esm\/transports\/polling-xhr\.js$/ }, () => ({
      contents: `export class XHR {}`,
    }));
  },
};

/** The last two versions of the three engines understand this. */
const SHARED: BuildOptions = {
  bundle: true,
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  outdir: TARGET,
  target: 'es2022',
  plugins: [STYLES_AS_TEXT, WEBSOCKET_ONLY],
};

/**
 * Bundles every `src/browser/<face>/main.ts` into `public/build/<face>.js`, every `public/css/<sheet>.css` with what it
 * imports into `public/build/<sheet>.css`, the icons into one sprite, and makes the mails.
 */
async function buildAll(): Promise<void> {
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  const folders = await readdir(SOURCES, { withFileTypes: true });
  const faces = folders.filter(
    (entry) => entry.isDirectory() && existsSync(join(SOURCES, entry.name, 'main.ts')),
  );
  await Promise.all([
    ...faces.map(({ name }) => bundle(name)),
    bundleStyles(),
    buildIconSprite(ROOT),
    buildMails(ROOT),
  ]);
}

/** The loader runs in pages that are not ours, so it is a classic script that leaves nothing behind; the rest are modules. */
async function bundle(face: string): Promise<void> {
  await build({
    ...SHARED,
    entryPoints: { [face]: join(SOURCES, face, 'main.ts') },
    format: face === 'loader' ? 'iife' : 'esm',
  });
}

async function bundleStyles(): Promise<void> {
  const sheets = (await readdir(STYLES)).filter((name) => name.endsWith('.css'));
  await build({ ...SHARED, plugins: [], entryPoints: sheets.map((sheet) => join(STYLES, sheet)) });
}

await buildAll();
