import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../kernel/index.js';
import { ClientAddresses } from '../platform/index.js';
import { SiteAccess, type PublicSite } from '../sites/index.js';
import { GuestTokens, VisitorAccess, type VisitorLink } from '../visitors/index.js';
import { bearerOf, OwnOrigin } from './bearer.js';
import { VisitorLimits } from './visitor-limits.js';
import { languageOf } from './visitor-sessions.js';

declare module 'express-serve-static-core' {
  interface Request {
    guestSession?: GuestSession;
  }
}

/** Somebody who came by a link that was sent to somebody else. No actor: a guest acts in nobody's name. */
export interface GuestSession {
  site: PublicSite;
  link: VisitorLink;
  locale: string;
}

/** Recognises guests. Their token is looked at here and nowhere else, so that nothing else opens to it. */
@Injectable()
export class GuestSessions {
  constructor(
    private readonly sites: SiteAccess,
    private readonly guests: GuestTokens,
    private readonly visitors: VisitorAccess,
  ) {}

  async open(siteKey: unknown, token: unknown, locale: string | undefined): Promise<GuestSession> {
    const site = await this.sites.byKey(siteKey);
    if (!site.open) throw new Refusal('forbidden', 'site_closed');
    const link = this.guests.read(token);
    if (link?.brandId !== site.brandId || link.siteId !== site.id) throw unknown();
    const { brandId, siteId, visitorId: browserId } = link;
    const visitor = await this.visitors.addressee({ brandId, siteId, browserId });
    if (!visitor || visitor.blockedAt) throw unknown();
    return { site, link, locale: languageOf(site, locale, visitor.locale) };
  }
}

/** Lets guests' requests through, and nobody else's. */
@Injectable()
export class GuestGuard implements CanActivate {
  constructor(
    private readonly origin: OwnOrigin,
    private readonly sessions: GuestSessions,
    private readonly addresses: ClientAddresses,
    private readonly limits: VisitorLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    this.origin.check(request);
    const { lang } = request.query;
    const locale = typeof lang === 'string' ? lang : undefined;
    const { siteKey } = request.params;
    const { network } = this.addresses.of(request);
    this.limits.claim('content', { siteKey, token: null, network });
    request.guestSession = await this.sessions.open(siteKey, bearerOf(request), locale);
    request.locale = request.guestSession.locale;
    return true;
  }
}

export const Guest = createParamDecorator((_: unknown, context: ExecutionContext): GuestSession => {
  const session = context.switchToHttp().getRequest<Request>().guestSession;
  if (!session) throw new Error('This route has no GuestGuard.');
  return session;
});

function unknown(): Refusal {
  return new Refusal('unauthenticated', 'visitor_unknown');
}
