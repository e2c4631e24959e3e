import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { needsShares } from '../../distribution/index.js';
import { notFound } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { GivenIds, I18n, type SeeOther, view, type View } from '../../platform/index.js';
import { EditRule } from './edit-rule.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { draftOf, emptyRuleDraft, readRuleDraft, readStep, stepped } from './rule.form.js';
import { RulePage, type RulePageInput } from './rule-page.js';
import { RuleQueries } from './rules.queries.js';
import type { RulesView, RuleView } from './rules.view.js';
import { fieldErrors, freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';
import { RuleDryRun } from './rule-dry-run.js';

/** Rules: which groups answer, in which order, and how many may wait for each. */
@Controller('b/:brand/admin/rules')
@UseGuards(MemberGuard)
@Needs('rules.change')
export class RulesController {
  constructor(
    private readonly shell: Shell,
    private readonly rules: RuleQueries,
    private readonly page: RulePage,
    private readonly edit: EditRule,
    private readonly dryRun: RuleDryRun,
    private readonly i18n: I18n,
    private readonly ids: GivenIds,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    const groups = new Map((await this.rules.groups(me.actor)).map(({ id, name }) => [id, name]));
    const data: RulesView = {
      shell: await this.shell.around(me, 'rules', done),
      newUrl: `${adminUrl(me)}/rules/new`,
      rules: (await this.rules.rules(me.actor)).map((rule) => ({
        url: `${adminUrl(me)}/rules/${rule.id}`,
        name: rule.name,
        enabled: rule.enabled,
        sharing: this.i18n.t(me.actor.locale, `admin:rule.sharing.${rule.sharing}.label`),
        lastResort: this.i18n.t(me.actor.locale, `admin:rule.lastResort.${rule.lastResort}.short`),
        queues: rule.queues.map(({ groupId, threshold, share, waiting }) => ({
          group: groups.get(groupId) ?? '',
          threshold,
          share: needsShares(rule.sharing) ? share : null,
          waiting,
        })),
        waiting: rule.waiting,
      })),
    };
    return view('admin/rules/rules', data);
  }

  @Get('new')
  blank(@Me() me: SignedInMember): Promise<View> {
    const id = this.ids.give(me.actor.brandId);
    const form = freshForm(`${adminUrl(me)}/rules/${id}`, null);
    return this.show(me, { id, draft: emptyRuleDraft(), form, trial: null });
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const state = await this.rules.state(me.actor, id);
    if (!state) throw notFound();
    const form = freshForm(`${adminUrl(me)}/rules/${id}`, state);
    return this.show(me, { id, draft: draftOf(state), form, trial: null }, { done });
  }

  @Post(':id')
  async save(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const draft = readRuleDraft(posted);
    return saveForm(postedForm(`${adminUrl(me)}/rules/${id}`, posted), {
      save: (basis) => this.edit.run(me.actor, id, draft, basis),
      next: `${adminUrl(me)}/rules/${id}?done=saved`,
      again: (form, shown) => this.show(me, { id, draft, form, trial: null }, shown),
    });
  }

  /** A row added, moved or taken away, or a trial: the form as it then stands. Nothing is stored. */
  @Post(':id/draft')
  @HttpCode(200)
  async draft(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View> {
    const posted = new Posted(body);
    const step = readStep(posted);
    const draft = stepped(readRuleDraft(posted), step);
    const form = postedForm(`${adminUrl(me)}/rules/${id}`, posted);
    const isNew = form.isNew && this.ids.isGiven(me.actor.brandId, id);
    if (!isNew && !(await this.rules.state(me.actor, id))) throw notFound();
    if (step.act !== 'try') return this.show(me, { id, draft, form, trial: null });
    try {
      return await this.show(me, { id, draft, form, trial: await this.dryRun.run(me.actor, id, draft) });
    } catch (error) {
      return this.show(
        me,
        { id, draft, form: { ...form, errors: fieldErrors(error) }, trial: null },
        { status: 422 },
      );
    }
  }

  private async show(me: SignedInMember, input: RulePageInput, { status, done }: Shown = {}): Promise<View> {
    const data: RuleView = {
      shell: await this.shell.around(me, 'rules', done),
      listUrl: `${adminUrl(me)}/rules`,
      draftUrl: `${adminUrl(me)}/rules/${input.id}/draft`,
      ...(await this.page.build(me.actor, input)),
    };
    return view('admin/rules/rule', data, { status, fragment: 'admin/rules/_rule-form' });
  }
}
