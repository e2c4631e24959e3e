export { GettingStarted } from './getting-started/getting-started.queries.js';
export { BrandInvitations, type BrandInvitation } from './invitations/brand-invitations.js';
export { InviteBrand } from './invitations/invite-brand.js';
export { modelDocuments, type ModelDocument } from './model-documents.js';
export { SignUpModule } from './sign-up.module.js';
export { SignUpPolicy } from './sign-up-policy.js';
