import { defineEvent } from '../platform/index.js';

interface Change {
  before: unknown;
  after: unknown;
}

/** Of those that others use too; a member's own are nobody else's business. */
export const ResponseSaved = defineEvent<Change>('settings.response_saved');
export const ResponseRemoved = defineEvent<Change>('settings.response_removed');
export const OwnResponseSaved = defineEvent('response.saved');
export const OwnResponseRemoved = defineEvent('response.removed');
