import { Injectable } from '@nestjs/common';
import { Refusal, type VisitorActor } from '../kernel/index.js';
import { VISITOR_LOCALES } from '../platform/index.js';
import { chooseLocale, isAllowedOrigin, SiteAccess, type PublicSite } from '../sites/index.js';
import { VisitorAccess, visitorActor, VisitorTokens, type PresentVisitor } from '../visitors/index.js';

/** A visitor on a site, in the language that their messenger speaks. */
export interface VisitorSession {
  site: PublicSite;
  visitor: PresentVisitor;
  actor: VisitorActor;
  /** Of the site's page that they are on; null for a page of ours. */
  origin: string | null;
  /** Which of their pages this is about; null where none of them asks. */
  pageViewId: string | null;
  /** Where they are, as limits by address count it; null where those do not hold. */
  network: string | null;
}

export interface Claim {
  siteKey: unknown;
  token: unknown;
  network: string | null;
  /** The language that the messenger was opened in. */
  locale?: string | undefined;
  pageViewId?: string | null;
}

/** Recognises who speaks from a messenger, by the token that the site's page handed over. */
@Injectable()
export class VisitorSessions {
  constructor(
    private readonly sites: SiteAccess,
    private readonly tokens: VisitorTokens,
    private readonly visitors: VisitorAccess,
  ) {}

  async open({ siteKey, token, network, locale, pageViewId = null }: Claim): Promise<VisitorSession> {
    const site = await this.sites.byKey(siteKey);
    if (!site.open) throw new Refusal('forbidden', 'site_closed');
    const ref = this.tokens.read(token);
    const visitor =
      ref?.siteId === site.id && ref.brandId === site.brandId ? await this.visitors.recognise(ref) : null;
    if (!ref || !visitor) throw new Refusal('unauthenticated', 'visitor_unknown');
    const { origin } = ref;
    if (origin !== null && !isAllowedOrigin(site.origins, origin))
      throw new Refusal('forbidden', 'origin_refused');
    const actor = visitorActor(ref, languageOf(site, locale, visitor.locale));
    return { site, visitor, actor, origin, pageViewId, network };
  }
}

/** The language of a site's widgets for somebody who chose or was heard to speak these. */
export function languageOf(site: PublicSite, ...chosen: (string | undefined)[]): string {
  return chooseLocale(
    {
      fixed: site.fixedLocale,
      browser: chosen.filter((wish) => wish !== undefined),
      siteDefault: site.defaultLocale,
    },
    VISITOR_LOCALES,
  );
}
