/** The colours that the tokens derive from the brand's one, as plain values for browsers without relative colours. */
export interface Accents {
  accent: string;
  edge: string;
  text: string;
  soft: string;
  line: string;
  onAccent: string;
}

type Triple = [number, number, number];

/** White reaches 4.5:1 on a ground up to this luminance; beyond it black does. */
const WHITE_UNTIL = 0.1833;

/** Whether text on this colour is black; an admin is told when choosing it. */
export function takesBlackText(colour: string): boolean {
  return luminance(colour) > WHITE_UNTIL;
}

export function lightAccents(colour: string): Accents {
  const [l, c, h] = toOklch(colour);
  return {
    accent: colour,
    edge: fromOklch(Math.min(l, 0.6), Math.min(c, 0.14), h),
    text: fromOklch(Math.min(l, 0.48), Math.min(c, 0.14), h),
    soft: fromOklch(0.95, Math.min(c, 0.014), h),
    line: fromOklch(0.86, Math.min(c, 0.05), h),
    onAccent: takesBlackText(colour) ? '#000000' : '#ffffff',
  };
}

export function darkAccents(colour: string): Accents {
  const [l, c, h] = toOklch(colour);
  const accent = fromOklch(Math.max(l, 0.62), Math.min(c, 0.15), h);
  return {
    accent,
    edge: accent,
    text: fromOklch(Math.max(l, 0.8), Math.min(c, 0.11), h),
    soft: fromOklch(0.31, Math.min(c, 0.03), h),
    line: fromOklch(0.42, Math.min(c, 0.06), h),
    // An accent of at least that lightness takes black, whatever the colour.
    onAccent: '#000000',
  };
}

/** The brand's own stylesheet: one rule, and the same values in plain for browsers that cannot derive them. */
export function themeCss(colour: string): string {
  return `:root{--brand:${colour}}
@supports not (color:oklch(from red l c h)){
:root{${declarations(lightAccents(colour))}}
@media(prefers-color-scheme:dark){:root{${declarations(darkAccents(colour))}}}
}
`;
}

function declarations({ accent, edge, text, soft, line, onAccent }: Accents): string {
  return `--accent:${accent};--accent-edge:${edge};--accent-text:${text};--accent-soft:${soft};--accent-line:${line};--on-accent:${onAccent}`;
}

function luminance(colour: string): number {
  const [r, g, b] = toLinear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function toLinear(colour: string): Triple {
  const part = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

// The matrices are Björn Ottosson's (https://bottosson.github.io/posts/oklab/), as in CSS Color 4.
function toOklch(colour: string): Triple {
  const [r, g, b] = toLinear(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [lightness, Math.hypot(a, bb), Math.atan2(bb, a)];
}

function fromOklch(lightness: number, chroma: number, hue: number): string {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return toHex([
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]);
}

function toHex(linear: Triple): string {
  const parts = linear.map((value) => {
    const clipped = Math.min(1, Math.max(0, value));
    const encoded = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
