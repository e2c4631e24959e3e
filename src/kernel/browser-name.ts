// Order counts: Edge, Opera and Samsung also say "Chrome", and Chrome also says "Safari".
const BROWSERS: [name: string, sign: RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
];

/** As people call it; null where it is none that many have. */
export function browserOf(userAgent: string): string | null {
  return BROWSERS.find(([, sign]) => sign.test(userAgent))?.[0] ?? null;
}
