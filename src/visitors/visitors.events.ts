import { defineEvent } from '../platform/index.js';

export const VisitorIdentified = defineEvent<{ siteId: string }>('visitor.identified');
/** The site, which had told before who it is, now tells of another e-mail address. */
export const VisitorAddressChanged = defineEvent('visitor.address_changed');
/** A browser's visitor turned out to be a customer: `subjectId` is the customer, `from` the browser's row. */
export const VisitorMerged = defineEvent<{ from: string }>('visitor.merged');
export type VisitorSetting = 'email' | 'emailNotifications' | 'historyHiddenAt';
/** What visitors decided about themselves; `subjectId` is the person. */
export const VisitorSettingsChanged = defineEvent<{
  changed: VisitorSetting[];
  hasEmail: boolean;
  emailNotifications: boolean;
}>('visitor.settings_changed');
export const TermsAccepted = defineEvent<{ documentIds: string[] }>('visitor.terms_accepted');
/** The brand answers this person no more: `subjectId` is the customer, or the browser of somebody without a name. */
export const VisitorBlocked = defineEvent<{ closed: boolean }>('visitor.blocked');
export const VisitorUnblocked = defineEvent('visitor.unblocked');
