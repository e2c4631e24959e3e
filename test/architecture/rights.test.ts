import { files, places } from './tree.js';

/** Where a role is what is asked about, and not what it allows. */
const BY_ROLE = ['src/kernel/permissions.ts', 'src/kernel/actor.ts'];

it('judges by permissions, and compares no role', () => {
  const comparison = /\brole\s*[!=]==?\s*['"]|['"](?:agent|manager|admin)['"]\s*[!=]==?\s*\S*role\b/;
  const sources = files(['src'], /\.ts$/).filter(({ path }) => !/\.spec\.ts$/.test(path));
  const found = sources
    .filter(({ path }) => !BY_ROLE.includes(path))
    .flatMap((file) => places(file, comparison));
  expect(sources.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
