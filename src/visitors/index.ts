export { AcceptTerms } from './accept-terms.js';
export { ChangeVisitorSettings, type VisitorSettings } from './change-visitor-settings.js';
export { Consents } from './consents.queries.js';
export { isEmail, type Scalar } from './domain/profile.js';
export { EndVisit } from './end-visit.js';
export { FollowLink, type FollowedLink } from './follow-link.js';
export { GuestTokens } from './guest-tokens.js';
export { IdentifyVisitor, type Identified } from './identify-visitor.js';
export { MergeVisitors } from './merge-visitors.js';
export { RecordPage, type PageInput } from './record-page.js';
export { RejoinHistory } from './rejoin-history.js';
export { SetVisitData, type VisitData } from './set-visit-data.js';
export { VisitorAccess, visitorActor, type PresentVisitor, type Visitor } from './visitor.access.js';
export { visitorRoom } from './visitor.live.js';
export { VisitorLinks, type LinkPurpose, type VisitorLink } from './visitor-links.js';
export { VisitorBlocks, type VisitorBlock } from './visitor-blocks.js';
export { VisitorTokens, type BrowserRef, type TokenHolder } from './visitor-tokens.js';
export {
  TermsAccepted,
  VisitorAddressChanged,
  VisitorBlocked,
  VisitorIdentified,
  VisitorMerged,
  VisitorSettingsChanged,
  VisitorUnblocked,
} from './visitors.events.js';
export { VisitorsModule } from './visitors.module.js';
export { Visits, type VisitFacts } from './visits.queries.js';
export { WelcomeVisitor, type Welcome } from './welcome-visitor.js';
