/** How a moment is shown, by the server and by the page that words it anew. */
export const DATE_STYLES = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  time: { hour: '2-digit', minute: '2-digit' },
  'day-time': { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  'day-month-time': { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  'date-time': { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof DATE_STYLES;

/** As Intl words it, but for French, which says "1er décembre". */
export function wordedDate(format: Intl.DateTimeFormat, locale: string, at: Date): string {
  if (!locale.startsWith('fr')) return format.format(at);
  return format
    .formatToParts(at)
    .map(({ type, value }) => (type === 'day' && value === '1' ? '1er' : value))
    .join('');
}
