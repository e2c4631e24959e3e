import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ICON_CALL = /\bicon "([a-z0-9-]+)"/g;

/** Writes `public/icons.svg`: one symbol for each icon that a view names, drawn by Lucide. */
export async function buildIconSprite(root: string): Promise<void> {
  const names = await iconsNamedIn(join(root, 'views'));
  const drawings = join(
    dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')),
    'icons',
  );
  const symbols = await Promise.all(names.map((name) => symbol(drawings, name)));
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
  await writeFile(join(root, 'public/icons.svg'), sprite);
}

async function iconsNamedIn(folder: string): Promise<string[]> {
  const names = new Set<string>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.hbs')) continue;
    const text = await readFile(join(folder, file), 'utf8');
    for (const match of text.matchAll(ICON_CALL)) names.add(match[1] ?? '');
  }
  return [...names].sort();
}

async function symbol(drawings: string, name: string): Promise<string> {
  const svg = await readFile(join(drawings, `${name}.svg`), 'utf8');
  const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.indexOf('</svg>'));
  const oneLine = shapes
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .replaceAll(' />', '/>')
    .trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${oneLine}</symbol>`;
}
