import { files } from './tree.js';

const sources = files(['src'], /\.ts$/).filter(({ path }) => !path.endsWith('.spec.ts'));

/** Nest makes what a module lists, and guards, interceptors and pipes where a decorator names them; nothing else ever runs. */
it('has a place in a module, or at a route, for every class that Nest is to make', () => {
  const injectable = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/@Injectable\(\)\s*\nexport class (\w+)/g)].map(([, name]) => ({ path, name })),
  );
  const modules = sources.filter(({ path }) => /module\.ts$/.test(path)).map(({ text }) => text);
  const decorators = sources.flatMap(({ text }) => text.match(/@\w+\([^()]*\)/g) ?? []);
  const named = new Set([...modules, ...decorators].flatMap((text) => text.match(/\w+/g) ?? []));
  expect(injectable.length).toBeGreaterThan(100);
  expect(injectable.filter(({ name }) => !named.has(name))).toEqual([]);
});
