import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { notFound, Refusal } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { GivenIds, seeOther, type SeeOther, view, type View } from '../../platform/index.js';
import { SiteAccess } from '../../sites/index.js';
import { RemoveTargetingRule, Targeting } from '../../targeting/index.js';
import type { FormView } from '../frame/admin.view.js';
import { EditTargeting, targetingStateOf } from './edit-targeting.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';
import {
  emptyTargetingDraft,
  readTargetingDraft,
  targetingDraftOf,
  type TargetingDraft,
} from './targeting.form.js';
import { TargetingPage } from './targeting-page.js';
import type { TargetingRuleView, TargetingView } from './targeting.view.js';

const STEPS = new Map<string, 1 | -1>([
  ['up', -1],
  ['down', 1],
]);

/** Where the messenger shows, and which rule answers there. */
@Controller('b/:brand/admin/targeting')
@UseGuards(MemberGuard)
@Needs('targeting.change')
export class TargetingController {
  constructor(
    private readonly shell: Shell,
    private readonly sites: SiteAccess,
    private readonly targeting: Targeting,
    private readonly page: TargetingPage,
    private readonly edit: EditTargeting,
    private readonly remove: RemoveTargetingRule,
    private readonly ids: GivenIds,
  ) {}

  @Get()
  async first(@Me() me: SignedInMember): Promise<SeeOther> {
    const [site] = await this.sites.sites(me.actor);
    return seeOther(site ? `${urlOf(me)}/sites/${site.id}` : `${adminUrl(me)}/sites`);
  }

  /** A site's rules in their order; with a page and a visitor in the query also which of them answers. */
  @Get('sites/:siteId')
  async list(
    @Me() me: SignedInMember,
    @Param('siteId', ParseId) siteId: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    await this.sites.site(me.actor, siteId);
    const tested = query.url === undefined ? null : valuesOf(query);
    const data: TargetingView = {
      shell: await this.shell.around(me, 'targeting', query.done),
      ...(await this.page.list(me, siteId, tested)),
    };
    return view('admin/targeting/targeting', data);
  }

  @Get('sites/:siteId/new')
  async blank(@Me() me: SignedInMember, @Param('siteId', ParseId) siteId: string): Promise<View> {
    await this.sites.site(me.actor, siteId);
    const id = this.ids.give(me.actor.brandId);
    return this.show(me, id, emptyTargetingDraft(siteId), freshForm(`${urlOf(me)}/${id}`, null));
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const rule = await this.targeting.rule(me.actor, id);
    if (!rule) throw notFound();
    const form = freshForm(`${urlOf(me)}/${id}`, targetingStateOf(rule));
    return this.show(me, id, targetingDraftOf(rule), form, { done });
  }

  @Post(':id')
  async save(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const draft = readTargetingDraft(posted);
    return saveForm(postedForm(`${urlOf(me)}/${id}`, posted), {
      save: (basis) => this.edit.run(me.actor, id, draft, basis),
      next: `${urlOf(me)}/${id}?done=saved`,
      again: (form, shown) => this.show(me, id, draft, form, shown),
    });
  }

  @Post(':id/place')
  async move(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    if (!(await this.targeting.rule(me.actor, id))) throw notFound();
    const by = STEPS.get(new Posted(body).text('to'));
    if (by === undefined) throw new Refusal('invalid', 'invalid_input');
    const { siteId } = await this.edit.move(me.actor, id, by);
    return seeOther(`${urlOf(me)}/sites/${siteId}?done=moved`);
  }

  @Post(':id/removal')
  async removal(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<SeeOther> {
    const rule = await this.targeting.rule(me.actor, id);
    if (!rule) throw notFound();
    await this.remove.run(me.actor, { targetingRuleId: id });
    return seeOther(`${urlOf(me)}/sites/${rule.siteId}?done=removed`);
  }

  private async show(
    me: SignedInMember,
    id: string,
    draft: TargetingDraft,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const data: TargetingRuleView = {
      shell: await this.shell.around(me, 'targeting', done),
      listUrl: `${urlOf(me)}${draft.siteId ? `/sites/${draft.siteId}` : ''}`,
      ...(await this.page.form(me, id, draft, form)),
    };
    return view('admin/targeting/targeting-rule', data, { status });
  }
}

function urlOf(me: SignedInMember): string {
  return `${adminUrl(me)}/targeting`;
}

function valuesOf(query: Record<string, unknown>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, [typeof value === 'string' ? value : '']]),
  );
}
