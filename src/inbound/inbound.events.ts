import { defineEvent } from '../platform/index.js';

/** A member had a mail that was kept out added to its conversation. */
export const MailLetIn = defineEvent('settings.mail_let_in');
