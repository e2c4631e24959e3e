import { Module } from '@nestjs/common';
import { BrandNames, BrandsModule } from '../brands/index.js';
import { AcceptMemberTerms } from './accept-member-terms.js';
import { CreateSite } from './create-site.js';
import { Documents } from './documents.queries.js';
import { MemberConsents } from './member-consents.queries.js';
import { PublishDocument } from './publish-document.js';
import { RenewSiteSecret } from './renew-site-secret.js';
import { SaveSite } from './save-site.js';
import { SaveText } from './save-text.js';
import { SiteAccess } from './site.access.js';
import { SiteSecret } from './site-secret.js';

import { Texts } from './texts.queries.js';

const exported = [
  Texts,
  SiteAccess,
  SiteSecret,
  Documents,
  CreateSite,
  SaveSite,
  RenewSiteSecret,
  SaveText,
  PublishDocument,
  MemberConsents,
  AcceptMemberTerms,
];

@Module({ imports: [BrandsModule], providers: exported, exports: exported })
export class SitesModule {
  constructor(names: BrandNames) {
    names.register('SELECT id, name FROM sites WHERE brand_id = $1');
  }
}
