import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/index.js';
import { Config, UnitOfWork } from '../platform/index.js';
import { chooseLocale, isAllowedOrigin, SiteAccess, type PublicSite } from '../sites/index.js';
import { RecordPage, visitorActor, VisitorTokens, WelcomeVisitor } from '../visitors/index.js';
import type { Handshake } from './visitor-messages.js';
import { VisitorSessions, type VisitorSession } from './visitor-sessions.js';

export interface Arrival extends VisitorSession {
  token: string;
}

export interface Surroundings {
  origin: string | undefined;
  userAgent: string;
}

/** Lets browsers in: the loader from one of the site's origins, the messenger from ours with the token of the page. */
@Injectable()
export class Arrivals {
  private readonly ownOrigin: string;

  constructor(
    config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteAccess,
    private readonly sessions: VisitorSessions,
    private readonly welcome: WelcomeVisitor,
    private readonly pages: RecordPage,
    private readonly tokens: VisitorTokens,
  ) {
    this.ownOrigin = new URL(config.publicUrl).origin;
  }

  async run(handshake: Handshake, surroundings: Surroundings): Promise<Arrival> {
    return handshake.part === 'loader'
      ? this.onSite(handshake, surroundings)
      : this.inMessenger(handshake, surroundings);
  }

  private async onSite(handshake: Handshake, { origin, userAgent }: Surroundings): Promise<Arrival> {
    const site = await this.sites.byKey(handshake.site);
    if (!site.open) throw new Refusal('forbidden', 'site_closed');
    if (!isAllowedOrigin(site.origins, origin)) throw new Refusal('forbidden', 'origin_refused');
    const { brandId, id: siteId } = site;
    const locale = spoken(site, handshake);
    return this.unitOfWork.run(brandId, async () => {
      const { visitor, token } = await this.welcome.run({
        brandId,
        siteId,
        token: handshake.token,
        locale,
        userAgent,
      });
      const actor = visitorActor({ brandId, siteId, browserId: visitor.browserId }, locale);
      if (handshake.page && !handshake.again) await this.pages.run(actor, handshake.page);
      return { site, visitor, actor, token };
    });
  }

  private async inMessenger({ site, token, chosen }: Handshake, { origin }: Surroundings): Promise<Arrival> {
    if (origin !== this.ownOrigin) throw new Refusal('forbidden', 'origin_refused');
    const session = await this.sessions.open({ siteKey: site, token, locale: chosen });
    return { ...session, token: token ?? '' };
  }

  tokenFor({ actor }: VisitorSession): string {
    return this.tokens.issue({ brandId: actor.brandId, siteId: actor.siteId, browserId: actor.id });
  }
}

function spoken(site: PublicSite, { chosen, locale, languages }: Handshake): string {
  return chooseLocale({
    fixed: site.fixedLocale,
    chosen,
    page: locale,
    browser: languages,
    siteDefault: site.defaultLocale,
  });
}
