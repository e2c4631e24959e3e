import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/index.js';
import { AcceptTerms } from './accept-terms.js';
import { ChangeVisitorSettings } from './change-visitor-settings.js';
import { Consents } from './consents.queries.js';
import { EndVisit } from './end-visit.js';
import { FollowLink } from './follow-link.js';
import { GuestTokens } from './guest-tokens.js';
import { IdentifyVisitor } from './identify-visitor.js';
import { IdentityProofs } from './identity-proofs.js';
import { MergeVisitors } from './merge-visitors.js';
import { RecordPage } from './record-page.js';
import { RejoinHistory } from './rejoin-history.js';
import { SetVisitData } from './set-visit-data.js';
import { VisitorAccess } from './visitor.access.js';
import { VisitorLinks } from './visitor-links.js';
import { VisitorBlocks } from './visitor-blocks.js';
import { VisitorTokens } from './visitor-tokens.js';
import { Visits } from './visits.queries.js';
import { WelcomeVisitor } from './welcome-visitor.js';

const exported = [
  VisitorAccess,
  VisitorBlocks,
  VisitorTokens,
  VisitorLinks,
  GuestTokens,
  FollowLink,
  EndVisit,
  Visits,
  Consents,
  WelcomeVisitor,
  RecordPage,
  SetVisitData,
  IdentifyVisitor,
  MergeVisitors,
  RejoinHistory,
  AcceptTerms,
  ChangeVisitorSettings,
];

@Module({ imports: [SitesModule], providers: [...exported, IdentityProofs], exports: exported })
export class VisitorsModule {}
