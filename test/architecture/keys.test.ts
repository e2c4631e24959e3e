import { files, places } from './tree.js';

const KEY_EVENT = /\bkey(down|up|press)\b|\bisComposing\b|\bkeyCode\b/;

it('hears keys in one place, which leaves those of input methods alone', () => {
  const browser = files(['src/browser', 'views'], /\.(ts|hbs)$/);
  const guard = browser.filter(({ path }) => path === 'src/browser/key-presses.ts');
  expect(guard.flatMap((file) => places(file, KEY_EVENT)).length).toBeGreaterThan(0);
  const others = browser.filter(({ path }) => !/^src\/browser\/key-presses\.(spec\.)?ts$/.test(path));
  expect(others.flatMap((file) => places(file, KEY_EVENT))).toEqual([]);
});
