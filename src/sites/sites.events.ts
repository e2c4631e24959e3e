import { defineEvent } from '../platform/index.js';

interface Change {
  before: unknown;
  after: unknown;
}

export const SiteSaved = defineEvent<Change>('settings.site_saved');
export const SiteSecretRenewed = defineEvent('settings.site_secret_renewed');
export const TextSaved = defineEvent<Change>('settings.text_saved');
export const DocumentPublished = defineEvent<Change>('settings.document_published');
