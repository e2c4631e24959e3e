import { Body, Controller, Get, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { PutAwayGettingStarted } from '../../brands/index.js';
import { answerOf, Me, MemberGuard, Needs, type SignedInMember } from '../../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import { takesBlackText } from '../../sites/index.js';
import { OpenSite } from '../open-site.js';
import { fieldsOf, text, type Posted } from '../posted.js';
import type { SiteStepView } from '../sign-up.view.js';
import { GettingStarted } from './getting-started.queries.js';
import { GettingStartedPage, startUrl } from './getting-started-page.js';

/** What a brand may begin with, in the order of the swatches. */
const COLOURS = ['#1c5d6b', '#9a4f33', '#272f45', '#1f6f5c', '#7d5a1e', '#6b3557'] as const;

/** The third step of a new brand, and the list of what makes its first conversation possible. */
@Controller('b/:brand/start')
@UseGuards(MemberGuard)
@Needs('brand.change')
export class GettingStartedController {
  constructor(
    private readonly started: GettingStarted,
    private readonly page: GettingStartedPage,
    private readonly openSite: OpenSite,
    private readonly putAway: PutAwayGettingStarted,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember): Promise<View> {
    return view('sign-up/start', await this.page.build(me));
  }

  /** Whether the script was seen meanwhile; asked by the page while it waits. */
  @Get('steps')
  async steps(@Me() me: SignedInMember): Promise<View> {
    return view('sign-up/_steps', await this.page.build(me));
  }

  @Post('away')
  async away(@Me() me: SignedInMember): Promise<SeeOther> {
    await this.putAway.run(me.actor);
    return seeOther(`/b/${me.brand.slug}/desk`);
  }

  @Get('site')
  async siteForm(@Me() me: SignedInMember, @Query('colour') colour: unknown): Promise<View | SeeOther> {
    const { siteId } = await this.started.siteAndRule(me.actor);
    return siteId ? seeOther(startUrl(me)) : siteView(me, { values: { address: '', colour: text(colour) } });
  }

  @Post('site')
  @HttpCode(200)
  async site(@Me() me: SignedInMember, @Body() posted: Posted): Promise<View | SeeOther> {
    const values = { address: text(posted?.address), colour: text(posted?.colour) };
    try {
      await this.openSite.run(me.actor, { ...values, defaultLocale: me.brand.defaultLocale });
      return seeOther(startUrl(me));
    } catch (error) {
      const errors = fieldsOf(error);
      if (!errors) throw error;
      return siteView(me, { values, errors });
    }
  }
}

function siteView(
  me: SignedInMember,
  { values, errors = {} }: Pick<SiteStepView, 'values'> & Partial<Pick<SiteStepView, 'errors'>>,
): View {
  const colour = /^#[0-9a-f]{6}$/i.test(values.colour) ? values.colour : COLOURS[0];
  const data: SiteStepView = {
    errors,
    wait: null,
    startUrl: startUrl(me),
    brand: { name: me.brand.name, initial: [...me.brand.name][0]?.toUpperCase() ?? '' },
    values: { ...values, colour },
    colours: COLOURS,
    blackText: takesBlackText(colour),
  };
  return view('sign-up/site', data, answerOf(data));
}
