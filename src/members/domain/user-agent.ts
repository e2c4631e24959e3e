import { browserOf } from '../../kernel/index.js';

/** What a browser says of itself, as people call it; null where it says nothing that is known. */
export interface DeviceWords {
  browser: string | null;
  system: string | null;
}

const LONGEST = 300;

// Order counts: an iPhone also says "Mac OS X", and Android also says "Linux".
const SYSTEMS: [name: string, sign: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
];

export function deviceOf(userAgent: string): DeviceWords {
  const said = userAgent.slice(0, LONGEST);
  return { browser: browserOf(said), system: SYSTEMS.find(([, sign]) => sign.test(said))?.[0] ?? null };
}
