import { defineEvent } from '../platform/index.js';

/** It will not be tried again: refused for good, or nobody took it for a day. */
export const NotificationFailed = defineEvent<{ reason: string; visitorId: string | null }>(
  'notification.failed',
);
export const MailRetried = defineEvent('settings.mail_retried');
export const MailFailuresNoted = defineEvent<{ count: number }>('settings.mail_failures_noted');
