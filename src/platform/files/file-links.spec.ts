import type { Clock } from '../../kernel/index.js';
import type { Config } from '../config/config.js';
import { Secrets } from '../secrets.js';
import { FileLinks, type FileLink } from './file-links.js';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-30T00:00:00Z');
const FILE: Omit<FileLink, 'side'> = {
  brandId: '0198a000-0000-7000-8000-000000000001',
  fileId: '0198a000-0000-7000-8000-000000000002',
  variant: 'whole',
};

let now: Date;
const links = new FileLinks(new Secrets({ secretKey: 'of the tests '.repeat(5) } as Config), {
  now: () => now,
} as Clock);
const after = (minutes: number) => (now = new Date(START + minutes * MINUTE_MS));
const token = (side: FileLink['side']) => links.path({ ...FILE, side }).replace('/files/', '');

it.each([
  ['visitor', 5, 10],
  ['member', 24 * 60, 48 * 60],
] as const)(
  'the address of a %s stays the same within a step and lasts for one to two of them',
  (side, step, longest) => {
    after(0);
    const first = token(side);
    after(step - 0.1);
    expect(token(side)).toBe(first);
    const last = token(side);
    after(step);
    expect(token(side)).not.toBe(first);
    after(2 * step - 0.2);
    expect(links.read(last)).toEqual({ ...FILE, side });
    after(longest);
    expect(links.read(first)).toBeNull();
  },
);

it('an address opens the variant and the side that it was made for, and nothing that was changed', () => {
  after(0);
  const small = links.path({ ...FILE, variant: 'thumbnail', side: 'member' }).replace('/files/', '');
  expect(links.read(small)).toEqual({ ...FILE, variant: 'thumbnail', side: 'member' });
  expect(links.read(small.replace('.', '.A'))).toBeNull();
  expect(links.read(undefined)).toBeNull();
});
