import type { I18n } from '../../platform/index.js';
import type { AuditReader } from '../frame/audit-fields.js';

export interface AuditedQueue {
  groupId: string;
  threshold: number;
  share: number;
}

/** The groups of a rule in a line of the audit log, each with its threshold and its share where it has one. */
export function presentQueues(
  i18n: I18n,
  queues: AuditedQueue[],
  { locale, names }: AuditReader,
): string | null {
  const told = queues.map(({ groupId, threshold, share }) => {
    const key = share > 0 ? 'admin:audit.queueWithShare' : 'admin:audit.queue';
    return i18n.t(locale, key, { group: names.get(groupId) ?? '', threshold, share });
  });
  return told.join('; ') || null;
}
