import { darkAccents, lightAccents, takesBlackText, themeCss } from './brand-colour.js';

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
