/** The fields of a posted form, whatever was really sent: a text where one is expected, never a fault. */
export class Posted {
  private readonly fields = new Map<string, string[]>();

  constructor(body: unknown) {
    for (const [name, value] of Object.entries(body ?? {})) {
      const values: unknown[] = Array.isArray(value) ? value : [value];
      this.fields.set(
        name,
        values.map((each) => (typeof each === 'string' ? each : '')),
      );
    }
  }

  /** As it was typed, with line breaks as everywhere else in the product; a browser posts two characters for one. */
  text(name: string): string {
    return (this.fields.get(name)?.[0] ?? '').replaceAll('\r\n', '\n');
  }

  /** Every value of a field that stands in the form several times, in its order. */
  texts(name: string): string[] {
    return this.fields.get(name) ?? [];
  }

  lines(name: string): string[] {
    return this.text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  checked(name: string): boolean {
    return this.fields.has(name);
  }
}

/** The whole number that was typed, or NaN, which every check refuses. */
export function wholeNumber(text: string): number {
  const digits = text.trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
}
