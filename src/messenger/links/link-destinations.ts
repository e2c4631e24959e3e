import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Config, UnitOfWork } from '../../platform/index.js';
import { isAllowedOrigin, SiteAccess, siteKey, type PublicSite } from '../../sites/index.js';
import { VisitorLinks, type VisitorLink } from '../../visitors/index.js';

interface Facts {
  pageUrl: string | null;
  locale: string;
  isBlocked: boolean;
}

/** Where a link in a message leads: to a page of the site that it is about, and nowhere else. */
@Injectable()
export class LinkDestinations {
  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteAccess,
    private readonly links: VisitorLinks,
  ) {}

  /** The page of the conversation, else the site's home, each where the loader works; else a page of ours. */
  async of(token: string): Promise<string> {
    const link = this.links.open(token);
    const facts = link && (await this.facts(link));
    if (!facts) throw new Refusal('not_found', 'link_invalid');
    const site = await this.sites.byKey(siteKey(link.brandId, link.siteId));
    const page = pageOf(site, facts.pageUrl) ?? pageOf(site, site.homeUrl);
    const isSilent = facts.isBlocked || !site.open;
    if (!page && isSilent) throw new Refusal('not_found', 'link_invalid');
    const address = page ?? new URL(`${this.config.publicUrl}/w/${site.key}/messenger?lang=${facts.locale}`);
    address.hash = isSilent ? '' : `causerie=${token}`;
    return address.href;
  }

  private async facts({ brandId, siteId, visitorId, conversationId }: VisitorLink): Promise<Facts | null> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<Facts>(
        `SELECT c.page_url AS "pageUrl", v.locale, coalesce(v.blocked_at, p.blocked_at) IS NOT NULL AS "isBlocked"
         FROM conversations c JOIN visitors v ON v.brand_id = c.brand_id AND v.id = $3
         LEFT JOIN visitors p ON p.brand_id = v.brand_id AND p.id = v.merged_into
         WHERE c.brand_id = $1 AND c.id = $2 AND c.site_id = $4`,
        [brandId, conversationId, visitorId, siteId],
      ),
    );
    return row ?? null;
  }
}

function pageOf({ origins }: PublicSite, address: string | null): URL | null {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  return isAllowedOrigin(origins, url.origin) ? url : null;
}
