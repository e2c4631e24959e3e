const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  'date-time': { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
};

/** Words the server's times in the visitor's own zone. */
export function localiseTimes(within: ParentNode): void {
  const locale = document.documentElement.lang;
  for (const time of within.querySelectorAll<HTMLTimeElement>('time[datetime]')) {
    const at = new Date(time.dateTime);
    const recent = Date.now() - at.getTime() < 20 * 3_600_000;
    const style =
      time.dataset.time === 'relative' ? (recent ? 'time' : 'date-time') : (time.dataset.time ?? 'time');
    time.textContent = at.toLocaleString(locale, STYLES[style] ?? STYLES.time);
    time.title = at.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' });
  }
}
