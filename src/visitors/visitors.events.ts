import { defineEvent } from '../platform/index.js';

export const VisitorIdentified = defineEvent<{ siteId: string }>('visitor.identified');
/** A browser's visitor turned out to be a customer: `subjectId` is the customer, `from` the browser's row. */
export const VisitorMerged = defineEvent<{ from: string }>('visitor.merged');
export const TermsAccepted = defineEvent<{ documentIds: string[] }>('visitor.terms_accepted');
