import { defineEvent } from '../platform/index.js';

export const MailTemplateSaved = defineEvent<{ before: object; after: object }>(
  'settings.mail_template_saved',
);
export const MailSenderSaved = defineEvent<{ before: object; after: object }>('settings.mail_sender_saved');
/** A link that was sent to the brand's own address was followed. */
export const MailSenderVerified = defineEvent('settings.mail_sender_verified');
