import { defineEvent } from '../platform/index.js';

export const VisitorIdentified = defineEvent<{ siteId: string }>('visitor.identified');
/** One visitor's rows now belong to another: `subjectId` is who stays, `from` who was merged. */
export const VisitorMerged = defineEvent<{ from: string }>('visitor.merged');
export const TermsAccepted = defineEvent<{ documentIds: string[] }>('visitor.terms_accepted');
