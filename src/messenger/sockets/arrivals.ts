import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Config, UnitOfWork, VISITOR_LOCALES } from '../../platform/index.js';
import { chooseLocale, isAllowedOrigin, SiteAccess, type PublicSite } from '../../sites/index.js';
import {
  RecordPage,
  VisitorAccess,
  visitorActor,
  VisitorTokens,
  WelcomeVisitor,
} from '../../visitors/index.js';
import { FollowedLinks, type LinkNews } from '../links/followed-links.js';
import type { Handshake } from '../pages/visitor-messages.js';
import { VisitorSessions, type VisitorSession } from '../visitor-sessions.js';

export interface Arrival extends VisitorSession {
  token: string;
  link?: LinkNews | undefined;
}

export interface Surroundings {
  origin: string | undefined;
  userAgent: string;
  /** As limits by address count it. */
  network: string | null;
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
    private readonly visitors: VisitorAccess,
    private readonly links: FollowedLinks,
  ) {
    this.ownOrigin = new URL(config.publicUrl).origin;
  }

  async run(handshake: Handshake, surroundings: Surroundings): Promise<Arrival> {
    return handshake.part === 'loader'
      ? this.onSite(handshake, surroundings)
      : this.inMessenger(handshake, surroundings);
  }

  /** Somebody who came by a link to the messenger on a page of ours. */
  async onOwnPage(handshake: Handshake, surroundings: Surroundings): Promise<Arrival> {
    if (surroundings.origin !== this.ownOrigin) throw new Refusal('forbidden', 'origin_refused');
    const site = await this.openSite(handshake);
    // A token that was given to a page of the site stays one of that page, and ends with its origin.
    const { siteId, origin = null } = this.tokens.read(handshake.token) ?? {};
    if (siteId === site.id && origin !== null && !isAllowedOrigin(site.origins, origin))
      throw new Refusal('forbidden', 'origin_refused');
    return this.enter(site, handshake, { ...surroundings, origin: siteId === site.id ? origin : null });
  }

  private async onSite(handshake: Handshake, surroundings: Surroundings): Promise<Arrival> {
    const site = await this.openSite(handshake);
    const { origin } = surroundings;
    if (origin === undefined || !isAllowedOrigin(site.origins, origin))
      throw new Refusal('forbidden', 'origin_refused');
    return this.enter(site, handshake, { ...surroundings, origin });
  }

  private async openSite(handshake: Handshake): Promise<PublicSite> {
    const site = await this.sites.byKey(handshake.site);
    if (!site.open) throw new Refusal('forbidden', 'site_closed');
    return site;
  }

  private async enter(
    site: PublicSite,
    handshake: Handshake,
    { origin, userAgent, network }: Omit<Surroundings, 'origin'> & Pick<VisitorSession, 'origin'>,
  ): Promise<Arrival> {
    const { brandId, id: siteId } = site;
    const locale = spoken(site, handshake);
    return this.unitOfWork.run(brandId, async () => {
      const { visitor, token } = await this.welcome.run({
        brandId,
        siteId,
        token: handshake.token,
        identity: handshake.identity,
        origin,
        locale,
        userAgent,
      });
      const actor = visitorActor({ brandId, siteId, browserId: visitor.browserId }, locale);
      const pageViewId =
        handshake.page && !handshake.again
          ? await this.pages.run(actor, handshake.page)
          : (handshake.pageViewId ?? null);
      if (!handshake.link) return { site, visitor, actor, origin, pageViewId, network, token };
      const link = await this.links.follow(actor, handshake.link);
      const found = await this.visitors.present({ brandId, siteId, browserId: actor.id });
      return { site, visitor: found ?? visitor, actor, origin, pageViewId, network, token, link };
    });
  }

  private async inMessenger(
    { site, token, chosen }: Handshake,
    { origin, network }: Surroundings,
  ): Promise<Arrival> {
    if (origin !== this.ownOrigin) throw new Refusal('forbidden', 'origin_refused');
    const session = await this.sessions.open({ siteKey: site, token, network, locale: chosen });
    return { ...session, token: token ?? '' };
  }

  tokenFor({ actor, origin, visitor: { renewals } }: VisitorSession): string {
    const { brandId, siteId, id: browserId } = actor;
    return this.tokens.issue({ brandId, siteId, browserId, origin, renewals });
  }

  /** Whether the token of somebody who was let in still is the browser's. */
  async isStillIn({ actor, visitor: { renewals } }: VisitorSession): Promise<boolean> {
    const { brandId, siteId, id: browserId } = actor;
    return (await this.visitors.recognise({ brandId, siteId, browserId, renewals })) !== null;
  }
}

function spoken(site: PublicSite, { chosen, locale, languages }: Handshake): string {
  return chooseLocale(
    {
      fixed: site.fixedLocale,
      chosen,
      page: locale,
      browser: languages,
      siteDefault: site.defaultLocale,
    },
    VISITOR_LOCALES,
  );
}
