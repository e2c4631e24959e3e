export { AcceptMemberTerms } from './accept-member-terms.js';
export { CreateSite } from './create-site.js';
export { Documents, type Audience, type DocumentText, type DocumentVersion } from './documents.queries.js';
export { darkAccents, lightAccents, takesBlackText, themeCss } from './domain/brand-colour.js';
export { chooseLocale, type LanguageWishes } from './domain/languages.js';
export { isAllowedOrigin, toOrigin } from './domain/origins.js';
export { outstandingDocuments, type PublishedDocument } from './domain/outstanding-documents.js';
export { chooseText, type OwnText } from './domain/text-choice.js';
export { MemberConsents } from './member-consents.queries.js';
export { PublishDocument, type PublishDocumentInput } from './publish-document.js';
export { RenewSiteSecret } from './renew-site-secret.js';
export { SaveSite } from './save-site.js';
export { SaveText, type SaveTextInput } from './save-text.js';
export { SiteAccess, type OpenPage, type PublicSite, type Site } from './site.access.js';
export { checkSite, DEFAULT_FILE_TYPES, type CheckedSite, type SiteInput } from './site.form.js';
export { readSiteKey, siteKey, type SiteRef } from './site-key.js';
export { SiteSecret, type SecretKind } from './site-secret.js';
export {
  DocumentPublished,
  MemberTermsAccepted,
  SiteSaved,
  SiteSecretRenewed,
  TextSaved,
} from './sites.events.js';
export { SitesModule } from './sites.module.js';
export { isTextCode, TEXT_CODES, TEXTS, type TextCode } from './text-codes.js';
export { Texts } from './texts.queries.js';
