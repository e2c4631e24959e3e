import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import { SiteAccess } from '../../sites/index.js';
import { Targeting, type Situation } from '../../targeting/index.js';
import type { FormView } from '../frame/admin.view.js';
import { adminUrl } from '../frame/shell.js';
import { AnsweringRules } from './answering-rules.queries.js';
import { visitorErrors, type TargetingDraft } from './targeting.form.js';
import { conditionFields, testerFields } from './targeting-fields.js';
import { TargetingPresenter } from './targeting-presenter.js';
import type { TargetingRuleView, TargetingView, TesterView } from './targeting.view.js';

/** The pages of targeting: a site's rules with their tester, and one with its form. */
@Injectable()
export class TargetingPage {
  constructor(
    private readonly targeting: Targeting,
    private readonly sites: SiteAccess,
    private readonly rules: AnsweringRules,
    private readonly presenter: TargetingPresenter,
    private readonly i18n: I18n,
  ) {}

  async list(
    me: SignedInMember,
    siteId: string,
    tested: Record<string, string[]> | null,
  ): Promise<Omit<TargetingView, 'shell'>> {
    const { actor } = me;
    const url = `${adminUrl(me)}/targeting`;
    const sites = await this.sites.sites(actor);
    const stored = await this.targeting.rules(actor, siteId);
    const errors = visitorErrors(tested ?? {});
    const isTried = tested && Object.keys(errors).length === 0;
    const answering = new Map((await this.rules.all(actor)).map((rule) => [rule.id, rule]));
    return {
      newUrl: `${url}/sites/${siteId}/new`,
      sites: sites.map(({ id, name }) => ({ name, url: `${url}/sites/${id}`, current: id === siteId })),
      rules: stored.map(({ id, name, enabled, conditions, ruleId }, at) => ({
        id,
        url: `${url}/${id}`,
        moveUrl: `${url}/${id}/place`,
        name,
        enabled,
        isFirst: at === 0,
        isLast: at === stored.length - 1,
        conditions: conditions.map((condition) => this.presenter.tell(condition, actor.locale)),
        rule: answering.get(ruleId)?.name ?? '',
        ruleUrl: `${adminUrl(me)}/rules/${ruleId}`,
        ruleOff: answering.get(ruleId)?.enabled === false,
      })),
      tester: {
        action: `${url}/sites/${siteId}`,
        fields: testerFields(
          this.i18n,
          actor.locale,
          tested ?? { language: [me.brand.defaultLocale] },
          errors,
        ),
        outcome: isTried ? await this.outcome(me, siteId, tested) : null,
      },
    };
  }

  async form(
    me: SignedInMember,
    id: string,
    draft: TargetingDraft,
    form: FormView,
  ): Promise<Omit<TargetingRuleView, 'shell' | 'listUrl'>> {
    const { actor } = me;
    const sites = await this.sites.sites(actor);
    const rules = await this.rules.all(actor);
    return {
      removeUrl: form.isNew ? null : `${adminUrl(me)}/targeting/${id}/removal`,
      form,
      name: draft.name,
      enabled: draft.enabled,
      site: sites.map(({ id: value, name }) => ({ value, label: name, chosen: value === draft.siteId })),
      rule: rules.map(({ id: value, name }) => ({ value, label: name, chosen: value === draft.ruleId })),
      fields: conditionFields(this.i18n, actor.locale, draft.fields, form.errors),
    };
  }

  private async outcome(
    me: SignedInMember,
    siteId: string,
    tested: Record<string, string[]>,
  ): Promise<TesterView['outcome']> {
    const { actor } = me;
    const { chosen, steps } = await this.targeting.choose(actor, siteId, situationOf(tested, me));
    const names = new Map((await this.targeting.rules(actor, siteId)).map(({ id, name }) => [id, name]));
    const rules = new Map((await this.rules.all(actor)).map(({ id, name }) => [id, name]));
    const say = (key: string, params = {}) =>
      this.i18n.t(actor.locale, `admin:targeting.outcome.${key}`, params);
    return {
      chosen: chosen !== null,
      headline: chosen ? say('chosen', { rule: rules.get(chosen.ruleId) ?? '' }) : say('none'),
      steps: steps.map(({ targetingRuleId, matched, unmet }) => ({
        matched,
        name: names.get(targetingRuleId) ?? '',
        detail: unmet ? say('unmet', { condition: this.presenter.tell(unmet, actor.locale) }) : say('met'),
      })),
    };
  }
}

/** The page and the visitor as they were described; what was left empty is not known. */
function situationOf(tested: Record<string, string[]>, me: SignedInMember): Omit<Situation, 'isOpen'> {
  const one = (name: string) => tested[name]?.[0]?.trim() ?? '';
  const number = (name: string) => Number(one(name).replace(',', '.')) || 0;
  return {
    url: one('url') || null,
    secondsOnPage: number('seconds'),
    pages: number('pages') || 1,
    visits: number('visits') || 1,
    device: one('device') || null,
    locale: one('language') || me.brand.defaultLocale,
    country: one('country').toUpperCase() || null,
    cart: one('cart_value')
      ? { value: number('cart_value'), currency: one('cart_currency').toUpperCase() }
      : null,
    custom: one('custom_name') ? { [one('custom_name')]: one('custom_value') } : {},
    known: one('known') !== '',
  };
}
