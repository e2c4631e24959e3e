import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { BrandAccess } from '../brands/index.js';
import { Refusal, systemActor } from '../kernel/index.js';
import { view, type View } from '../platform/index.js';
import { SiteAccess } from '../sites/index.js';
import { SetEmailSubscription } from './set-email-subscription.js';
import { Subscriptions } from './subscriptions.queries.js';
import { UnsubscribeLinks, type Subscriber } from './unsubscribe-links.js';

/**
 * What the link at the foot of a mail opens. A mail program posts to it by itself when somebody presses its own button
 * (RFC 8058); opening it changes nothing, since programs open links too.
 */
@Controller('mail/unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly subscription: SetEmailSubscription,
    private readonly subscriptions: Subscriptions,
    private readonly brands: BrandAccess,
    private readonly sites: SiteAccess,
  ) {}

  @Get(':token')
  async page(@Param('token') token: string, @Req() request: Request): Promise<View> {
    return this.show(this.subscriber(token), token, request);
  }

  @Post(':token')
  @HttpCode(200)
  async change(
    @Param('token') token: string,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
  ): Promise<View> {
    const subscriber = this.subscriber(token);
    await this.subscription.run({ ...subscriber, wanted: body?.wanted === 'yes' });
    return this.show(subscriber, token, request);
  }

  private async show(subscriber: Subscriber, token: string, request: Request): Promise<View> {
    const { locale, siteId, wanted } = await this.subscriptions.of(subscriber);
    const actor = systemActor(subscriber.brandId);
    const brand = await this.brands.brand(subscriber.brandId);
    const { key } = await this.sites.site(actor, siteId);
    request.locale = locale;
    return view('mails/unsubscribe', {
      siteKey: key,
      brand: brand.name,
      wanted,
      action: `/mail/unsubscribe/${token}`,
    });
  }

  private subscriber(token: string): Subscriber {
    const subscriber = this.links.verify(token);
    if (!subscriber) throw new Refusal('not_found', 'link_invalid');
    return subscriber;
  }
}
