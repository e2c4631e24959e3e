import { defineEvent } from '../platform/index.js';
import type { Audience } from './documents.queries.js';

interface Change {
  before: unknown;
  after: unknown;
}

export const SiteSaved = defineEvent<Change>('settings.site_saved');
export const SiteSecretRenewed = defineEvent('settings.site_secret_renewed');
/** The one that whole identities are signed with; also where a site gets its first. */
export const SiteJwtSecretRenewed = defineEvent('settings.site_jwt_secret_renewed');
export const TextSaved = defineEvent<Change>('settings.text_saved');
export const DocumentPublished = defineEvent<{
  before: { audience: Audience; kind: string; version: number } | null;
  after: { audience: Audience; kind: string; version: number; mustAccept: boolean; locales: string[] };
}>('settings.document_published');
export const MemberTermsAccepted = defineEvent<{ documentIds: string[] }>('member.terms_accepted');
