import type { I18n } from '../../platform/index.js';
import type { MixedDuty } from './mixed-duties.queries.js';

/** What it costs that a member answers at once and from a queue as well. */
export function presentMixedDuty(i18n: I18n, locale: string, duty: MixedDuty): string {
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const sentence = i18n.t(locale, 'admin:warnings.mixedDuty', {
    name: duty.name,
    atOnce: list.format(duty.atOnce),
    queued: list.format(duty.queued),
  });
  const now = i18n.t(
    locale,
    duty.waiting > 0 ? 'admin:warnings.mixedDutyNow' : 'admin:warnings.mixedDutyIdle',
    {
      count: duty.waiting,
      name: duty.name,
      atOnce: list.format(duty.atOnce),
    },
  );
  return `${sentence} ${now}`;
}
