export interface Device {
  kind: 'phone' | 'tablet' | 'computer';
  browser: string;
}

// Order counts: Edge, Opera and Samsung also say "Chrome", and Chrome also says "Safari".
const BROWSERS: [name: string, sign: RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
];

const LONGEST = 1000;

/** What a member is told of the visitor's device, and what targeting asks for. */
export function readDevice(header: string): Device {
  const userAgent = header.slice(0, LONGEST);
  const browser = BROWSERS.find(([, sign]) => sign.test(userAgent))?.[0] ?? 'other';
  const isAndroidTablet = /\bAndroid\b/.test(userAgent) && !/\bMobile\b/.test(userAgent);
  if (isAndroidTablet || /\biPad\b|\bTablet\b/.test(userAgent)) return { kind: 'tablet', browser };
  return { kind: /\bMobi|\biPhone\b/.test(userAgent) ? 'phone' : 'computer', browser };
}
