import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal } from '../kernel/index.js';
import { AccountAccess, answerOf, waitOf } from '../members/index.js';
import {
  Config,
  RateLimits,
  seeOther,
  view,
  type RateLimit,
  type SeeOther,
  type View,
} from '../platform/index.js';
import { languageChoices, likelyZone, zoneChoices } from './choices.js';
import { InvitedBrowsers } from './invitations/invited-browsers.js';
import { OpenBrand } from './open-brand.js';
import { fieldsOf, text, type Posted } from './posted.js';
import { SignUpPolicy } from './sign-up-policy.js';
import type { BrandStepView, SlugView } from './sign-up.view.js';
import { Slugs } from './slugs.queries.js';

const LOOKS: RateLimit = { name: 'slug-looks', points: 120, seconds: 60 };

/** The second step: a brand of one's own, also for somebody who is a member of others. */
@Controller('sign-up/brand')
export class BrandStepController {
  constructor(
    private readonly config: Config,
    private readonly policy: SignUpPolicy,
    private readonly invited: InvitedBrowsers,
    private readonly accounts: AccountAccess,
    private readonly limits: RateLimits,
    private readonly slugs: Slugs,
    private readonly open: OpenBrand,
  ) {}

  @Get()
  async form(@Req() request: Request): Promise<View> {
    const { timeZone } = await this.accounts.account(signedIn(request));
    await this.policy.require(request);
    const { locale } = request;
    return this.show(request, { defaultLocale: locale, timeZone: timeZone ?? likelyZone(locale) }, {});
  }

  /** What stands beside the address while one types. */
  @Get('address')
  async address(@Req() request: Request, @Query() query: Record<string, unknown>): Promise<View> {
    await this.limits.take(LOOKS, signedIn(request));
    return view('sign-up/_slug', await this.slugView(text(query.slug), text(query.name)));
  }

  @Post()
  @HttpCode(200)
  async save(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    const accountId = signedIn(request);
    await this.policy.require(request);
    const [name, typed] = [text(posted?.name), text(posted?.slug).trim().toLowerCase()];
    const slug = typed === '' ? await this.slugs.suggestion(name) : typed;
    const wanted = { defaultLocale: text(posted?.defaultLocale), timeZone: text(posted?.timeZone) };
    try {
      const invitationId = (await this.invited.invitationOf(request))?.id ?? null;
      const brand = await this.open.run({
        ...{ accountId, name, slug, ...wanted, locale: request.locale, invitationId },
      });
      this.invited.forget(response);
      return seeOther(`/b/${brand.slug}/start/site`);
    } catch (error) {
      const errors = fieldsOf(error);
      return this.show(request, wanted, {
        values: { name, slug },
        slug: await this.slugView(slug, name),
        ...(errors ? { errors } : { wait: waitOf(error) }),
      });
    }
  }

  private async show(
    { locale }: Request,
    { defaultLocale, timeZone }: { defaultLocale: string; timeZone: string },
    part: Partial<BrandStepView>,
  ): Promise<View> {
    const data: BrandStepView = {
      values: { name: '', slug: '' },
      errors: {},
      wait: null,
      addressStart: `${new URL(this.config.publicUrl).host}/b/`,
      slug: { verdict: null, suggestion: null },
      defaultLocale: languageChoices(locale, defaultLocale),
      timeZone: zoneChoices(timeZone),
      ...part,
    };
    return view('sign-up/brand', data, answerOf(data));
  }

  private async slugView(slug: string, name: string): Promise<SlugView> {
    const wish = slug.trim().toLowerCase();
    if (wish === '') return { verdict: null, suggestion: await this.slugs.suggestion(name) };
    const verdict = await this.slugs.verdict(wish);
    return { verdict, suggestion: verdict === 'free' ? null : await this.slugs.suggestion(name || wish) };
  }
}

function signedIn(request: Request): string {
  const { accountId } = request.session;
  if (!accountId) throw new Refusal('unauthenticated', 'sign_in_needed');
  return accountId;
}
