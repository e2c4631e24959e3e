import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { OpeningHours, type HoursOwner } from '../../hours/index.js';
import { Me, MemberGuard, Needs, type SignedInMember } from '../../members/index.js';
import { view, type SeeOther, type View } from '../../platform/index.js';
import { SiteAccess } from '../../sites/index.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';
import { EditHours } from './edit-hours.js';
import { hoursDraftOf, hoursState, hoursStepped, readHoursDraft, readHoursStep } from './hours.form.js';
import { HoursPage, type HoursPageInput } from './hours-page.js';
import type { HoursView } from './hours.view.js';

const BRAND: HoursOwner = { kind: 'brand' };

/** Opening hours: of the brand, and of each site that keeps its own. */
@Controller('b/:brand/admin/hours')
@UseGuards(MemberGuard)
@Needs('brand.change')
export class HoursController {
  constructor(
    private readonly shell: Shell,
    private readonly hours: OpeningHours,
    private readonly sites: SiteAccess,
    private readonly page: HoursPage,
    private readonly edit: EditHours,
  ) {}

  @Get()
  brand(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    return this.one(me, BRAND, done);
  }

  @Post()
  saveBrand(@Me() me: SignedInMember, @Body() body: unknown): Promise<View | SeeOther> {
    return this.save(me, BRAND, body);
  }

  /** A row added or taken away: the form as it then stands, or what its hours come to. Nothing is stored. */
  @Post('draft')
  @HttpCode(200)
  draftBrand(@Me() me: SignedInMember, @Body() body: unknown): Promise<View> {
    return this.draft(me, BRAND, body);
  }

  @Get('sites/:siteId')
  async site(
    @Me() me: SignedInMember,
    @Param('siteId', ParseId) siteId: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    return this.one(me, await this.ofSite(me, siteId), done);
  }

  @Post('sites/:siteId')
  async saveSite(
    @Me() me: SignedInMember,
    @Param('siteId', ParseId) siteId: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    return this.save(me, await this.ofSite(me, siteId), body);
  }

  @Post('sites/:siteId/draft')
  @HttpCode(200)
  async draftSite(
    @Me() me: SignedInMember,
    @Param('siteId', ParseId) siteId: string,
    @Body() body: unknown,
  ): Promise<View> {
    return this.draft(me, await this.ofSite(me, siteId), body);
  }

  private async ofSite({ actor }: SignedInMember, siteId: string): Promise<HoursOwner> {
    return { kind: 'site', id: (await this.sites.site(actor, siteId)).id };
  }

  private async one(me: SignedInMember, owner: HoursOwner, done: unknown): Promise<View> {
    const own = await this.hours.own(me.actor, owner);
    const others = owner.kind === 'brand' ? null : await this.hours.own(me.actor, BRAND);
    const form = freshForm(urlOf(me, owner), hoursState(own));
    return this.show(me, { owner, draft: hoursDraftOf(own, others), form }, { done });
  }

  private save(me: SignedInMember, owner: HoursOwner, body: unknown): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const draft = readHoursDraft(posted);
    return saveForm(
      { ...postedForm(urlOf(me, owner), posted), isNew: false },
      {
        save: (basis) => this.edit.run(me.actor, owner, draft, basis),
        next: `${urlOf(me, owner)}?done=saved`,
        again: (form, shown) => this.show(me, { owner, draft, form }, shown),
      },
    );
  }

  private draft(me: SignedInMember, owner: HoursOwner, body: unknown): Promise<View> {
    const posted = new Posted(body);
    const step = readHoursStep(posted);
    const draft = hoursStepped(readHoursDraft(posted), step, this.page.today(me));
    const form = { ...postedForm(urlOf(me, owner), posted), isNew: false };
    return this.show(me, { owner, draft, form, step });
  }

  private async show(me: SignedInMember, input: HoursPageInput, { status, done }: Shown = {}): Promise<View> {
    const data: HoursView = {
      shell: await this.shell.around(me, 'hours', done),
      ...(await this.page.build(me, input)),
    };
    const fragment = input.step?.act === 'preview' ? 'admin/hours/_now' : 'admin/hours/_hours-form';
    return view('admin/hours/hours', data, { status, fragment });
  }
}

function urlOf(me: SignedInMember, owner: HoursOwner): string {
  const url = `${adminUrl(me)}/hours`;
  return owner.kind === 'brand' ? url : `${url}/sites/${owner.id}`;
}
