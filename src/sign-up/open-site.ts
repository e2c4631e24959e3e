import { Injectable } from '@nestjs/common';
import { invalidFields, newId, type MemberActor } from '../kernel/index.js';
import { I18n, UnitOfWork } from '../platform/index.js';
import { CreateSite, toOrigin } from '../sites/index.js';
import { SaveTargetingRule } from '../targeting/index.js';
import { siteOrigins, withScheme } from './domain/site-origins.js';
import { GettingStarted } from './getting-started/getting-started.queries.js';

export interface OpenSiteInput {
  /** As it was typed: `shop.example`, or with all of it. */
  address: string;
  colour: string;
  defaultLocale: string;
}

/** The first site of a brand: its messenger shows on every page, by the rule that the brand began with. */
@Injectable()
export class OpenSite {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly createSite: CreateSite,
    private readonly saveTargetingRule: SaveTargetingRule,
    private readonly started: GettingStarted,
    private readonly i18n: I18n,
  ) {}

  /** Its id; that of the site that is there already where a form is sent twice. Refuses at `address` and `colour`. */
  async run(actor: MemberActor, { address, colour, defaultLocale }: OpenSiteInput): Promise<string> {
    const origin = toOrigin(withScheme(address));
    if (!origin) throw invalidFields({ address: 'site_unknown_address' });
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.unitOfWork.query('SELECT FROM brand_settings WHERE brand_id = $1 FOR UPDATE', [
        actor.brandId,
      ]);
      const known = await this.started.siteAndRule(actor);
      if (known.siteId) return known.siteId;
      const siteId = await this.createSite.run(actor, {
        ...{
          id: newId(),
          name: new URL(origin).host,
          homeUrl: `${origin}/`,
          origins: siteOrigins(origin),
          colour,
        },
        defaultLocale,
      });
      if (known.ruleId)
        await this.saveTargetingRule.run(actor, {
          ...{ siteId, name: this.i18n.t(actor.locale, 'sign-up:prepared.everyPage'), enabled: true },
          ...{ conditions: [], ruleId: known.ruleId },
        });
      return siteId;
    });
  }
}
