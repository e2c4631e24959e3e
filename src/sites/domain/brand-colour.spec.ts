import { darkAccents, lightAccents, takesBlackText, themeCss, type Accents } from './brand-colour.js';

describe('the colours of a brand', () => {
  it('keep the brand’s own as the accent in light', () =>
    expect(lightAccents('#7d5a24').accent).toBe('#7d5a24'));

  it('put white on a dark colour and black on a light one', () => {
    expect(takesBlackText('#1c5d6b')).toBe(false);
    expect(takesBlackText('#ffee00')).toBe(true);
  });

  it('stay readable for every colour of a coarse cube', () => {
    const steps = ['00', '33', '66', '99', 'cc', 'ff'];
    for (const r of steps)
      for (const g of steps)
        for (const b of steps) {
          const colour = `#${r}${g}${b}`;
          const [light, dark] = [lightAccents(colour), darkAccents(colour)];
          expect(contrast(light.accent, light.onAccent)).toBeGreaterThanOrEqual(4.49);
          expect(contrast(light.text, '#f5f4f0')).toBeGreaterThanOrEqual(4.5);
          expect(contrast(light.edge, '#f5f4f0')).toBeGreaterThanOrEqual(3);
          expect(contrast(dark.accent, dark.onAccent)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(dark.text, '#1c1b19')).toBeGreaterThanOrEqual(4.5);
        }
  });

  it.each([
    [
      '#ff0000',
      '#ff0000 #c65b4d #9d362b #f8ebe9 #f0c5be #000000',
      '#d45f51 #d45f51 #fda294 #3e2b27 #6a403a #000000',
    ],
    [
      '#00ff00',
      '#00ff00 #489543 #20701d #e9f1e8 #bfdabc #000000',
      '#96ec8f #96ec8f #a9e6a3 #283426 #395637 #000000',
    ],
    [
      '#0000ff',
      '#0000ff #2c50a2 #2c50a2 #eaeff8 #c1d1f3 #ffffff',
      '#5782e0 #5782e0 #9abdff #293040 #3c4d6e #000000',
    ],
    [
      '#010203',
      '#010203 #010203 #010203 #eaeff3 #ccd2d6 #ffffff',
      '#82878b #82878b #b9bec2 #2d3134 #494e51 #000000',
    ],
    [
      '#808080',
      '#808080 #808080 #5d5d5d #eeeeee #d1d1d1 #000000',
      '#868686 #868686 #bebebe #303030 #4d4d4d #000000',
    ],
    [
      '#fefefe',
      '#fefefe #808080 #5d5d5d #eeeeee #d1d1d1 #000000',
      '#fefefe #fefefe #fefefe #303030 #4d4d4d #000000',
    ],
    [
      '#1c5d6b',
      '#1c5d6b #1c5d6b #1c5d6b #e5f1f4 #acdae6 #ffffff',
      '#5391a0 #5391a0 #8bc9d9 #1e343a #1e5562 #000000',
    ],
    [
      '#e08000',
      '#e08000 #ba6900 #934500 #f6ede5 #eacab0 #000000',
      '#dc8220 #dc8220 #f1ad72 #3c2d21 #65452a #000000',
    ],
  ])('derived from %s are these, in light and in dark', (colour, light, dark) => {
    const row = (accents: Accents) => Object.values(accents).join(' ');
    expect(row(lightAccents(colour))).toBe(light);
    expect(row(darkAccents(colour))).toBe(dark);
  });

  it('name each value of both schemes', () => {
    const { text, line } = darkAccents('#7d5a24');
    const css = themeCss('#7d5a24');
    expect(css).toContain(`--accent-text:${lightAccents('#7d5a24').text};`);
    expect(css).toContain(`--accent-text:${text};`);
    expect(css).toContain(`--accent-line:${line};--on-accent:#000000`);
  });

  it('come as one rule with plain values for older browsers', () =>
    expect(themeCss('#7d5a24')).toMatch(/^:root\{--brand:#7d5a24\}\n@supports not/));
});

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
