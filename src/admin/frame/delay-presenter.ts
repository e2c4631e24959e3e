const HOUR = 60;

/** A number of minutes as people say it: "24 hours", "1 heure et 30 minutes". */
export function presentDelay(locale: string, minutes: number): string {
  const parts = [
    [Math.floor(minutes / HOUR), 'hour'],
    [minutes % HOUR, 'minute'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    );
  return new Intl.ListFormat(locale, { type: 'unit' }).format(said);
}
