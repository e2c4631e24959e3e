const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  relative: { hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  'date-time': { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
};
const DAY_MS = 86_400_000;

/** Times in the reader's own zone, with the exact one on hover. */
export function localTimes(): void {
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-time]')) tell(element);
}

function tell(element: HTMLTimeElement): void {
  const at = new Date(element.dateTime);
  const locale = document.documentElement.lang;
  const format = element.dataset.time ?? 'relative';
  const isOld = format === 'relative' && Date.now() - at.getTime() > DAY_MS;
  element.textContent = new Intl.DateTimeFormat(locale, STYLES[isOld ? 'date-time' : format]).format(at);
  element.title = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(at);
}
