import Handlebars from 'handlebars';
import type { Assets } from '../../src/platform/assets/assets.js';
import type { I18n } from '../../src/platform/index.js';
import { viewHelpers } from '../../src/platform/views/view-helpers.js';
import { files, places } from './tree.js';

/** Partials that may show text as markup, each with what has cleaned it. */
const RAW_MARKUP: Record<string, string> = {};

const views = files(['views'], /\.hbs$/);

it('finds the views of the product', () => {
  expect(views.length).toBeGreaterThan(0);
});

it('shows text as text: raw markup only in the listed partials', () => {
  const raw = views.filter(({ text }) => /\{\{\{|\{\{&/.test(text)).map(({ path }) => path);
  expect(raw.sort()).toEqual(Object.keys(RAW_MARKUP).sort());
});

it('has no script and no style inside of markup, which the Content-Security-Policy would refuse', () => {
  const inline = [
    /<script(?![^>]*\bsrc=)/i,
    /<style\b/i,
    /\sstyle\s*=/i,
    /\son[a-z]+\s*=\s*["']/i,
    /\b(href|src|action)\s*=\s*["']\s*javascript:/i,
    /\bhx-(vars|on)\b/i,
    /\bhx-(vals|headers)\s*=\s*["']\s*js(avascript)?:/i,
    /\bhx-trigger\s*=\s*["'][^"']*\[/i,
  ];
  expect(inline.flatMap((pattern) => views.flatMap((file) => places(file, pattern)))).toEqual([]);
});

it('loads nothing from another host', () => {
  const pages = views.filter(({ path }) => !path.startsWith('views/mails/'));
  expect(
    pages.flatMap((file) =>
      places(file, /<(script|img|link|iframe|video|audio)\b[^>]*(src|href)="(https?:)?\/\//i),
    ),
  ).toEqual([]);
  expect(
    files(['public/css'], /\.css$/).flatMap((file) =>
      places(file, /@import url\((?!'\.\/)|url\(["']?(https?:)?\/\//i),
    ),
  ).toEqual([]);
});

it('names a kind of view that is known: page, partial, push or swap', () => {
  const strays = views
    .map(({ path }) => path)
    .filter(
      (path) => !/^views\/[a-z-]+(\/[a-z-]+)?\/_?[a-z0-9-]+(\.(push|swap|mail|text))?\.hbs$/.test(path),
    );
  expect(strays).toEqual([]);
});

it('puts every rule of the style sheets into a layer', () => {
  const outside = files(['public/css'], /\.css$/).filter(({ text }) => rulesOutsideOfLayers(text).length > 0);
  expect(outside.map(({ path }) => path)).toEqual([]);
});

/** Top-level blocks that are neither layers nor declarations of fonts, properties or key frames. */
function rulesOutsideOfLayers(css: string): string[] {
  const text = css.replace(/\/\*[^]*?\*\//g, '');
  const heads: string[] = [];
  let depth = 0;
  let head = '';
  for (const sign of text) {
    if (sign === '{' && depth++ === 0) heads.push(head.trim());
    else if (sign === '}' && --depth === 0) head = '';
    else if (depth === 0) head = sign === ';' ? '' : head + sign;
  }
  return heads.filter((name) => !/^@(layer|font-face|property|keyframes|view-transition)\b/.test(name));
}

/** Views are compiled when they are first shown: what is wrong in one would be found by its first reader. */
it('compiles every view, and names partials that exist', () => {
  const views = files(['views'], /\.hbs$/);
  const known = new Set(views.map(({ path }) => path.replace(/^views\/|\.hbs$/g, '')));
  const faults = views.flatMap(({ path, text }) => {
    try {
      Handlebars.precompile(text);
    } catch (error) {
      return [`${path}: ${(error as Error).message.split('\n')[0]}`];
    }
    const inline = new Set([...text.matchAll(/\{\{#\*inline "([\w-]+)"\}\}/g)].map(([, name]) => name));
    const named = [...text.matchAll(/\{\{#?>\s*([\w/-]+)|\{\{cached "([\w/-]+)"/g)].map(
      ([, one, other]) => one ?? other ?? '',
    );
    return named
      .filter((name) => !known.has(name) && !inline.has(name) && name !== '@partial-block')
      .map((name) => `${path}: ${name}`);
  });
  expect(faults).toEqual([]);
});

/** A helper hides what a view is given by the same name. */
it('names no helper as views name what they are given', () => {
  const helpers = Object.keys(viewHelpers({} as I18n, {} as Assets));
  const interfaces = files(['src'], /\.view\.ts$/);
  const given = interfaces.flatMap(({ text }) =>
    [...text.matchAll(/^ +(\w+)\??:/gm)].map(([, name]) => name ?? ''),
  );
  expect(given.length).toBeGreaterThan(200);
  expect(helpers.filter((helper) => given.includes(helper))).toEqual([]);
});
