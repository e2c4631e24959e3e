import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { files, ROOT } from './tree.js';

interface Room {
  name: string;
  /** Null for a place that is kept for a module to come. */
  knows: string | null;
}

const textOf = (path: string) => files([path.split('/')[0]], new RegExp(`^${path}$`))[0]?.text ?? '';
const modules = JSON.parse(textOf('src/modules.json')) as Room[];
const order = modules.map(({ name }) => name);

it('tells what each module knows that is there, and of no other', () => {
  const there = order.filter((name) => existsSync(join(ROOT, 'src', name)));
  expect(modules.filter(({ knows }) => knows !== null).map(({ name }) => name)).toEqual(there);
});

it('is the order in which the application takes its modules', () => {
  const application = textOf('src/app.module.ts');
  const [, list = ''] = /imports: \[([^\]]+)\]/.exec(application) ?? [];
  const taken = [...list.matchAll(/(\w+Module)/g)].map(([name]) => name);
  const folders = taken.flatMap((name) => {
    const [, folder] = new RegExp(`\\{ ${name} \\} from '\\./([a-z-]+)/index`).exec(application) ?? [];
    return folder ? [folder] : [];
  });
  expect(folders.length).toBeGreaterThan(10);
  expect(folders).toEqual(order.filter((name) => folders.includes(name)));
});

it('is the table of the readme', () => {
  const readme = files(['.'], /^README\.md$/)[0]?.text ?? '';
  const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| (.+?) +\|$/gm)].map(([, name, knows]) => ({
    name,
    knows,
  }));
  expect(rows).toEqual(modules.filter(({ knows }) => knows !== null));
});
