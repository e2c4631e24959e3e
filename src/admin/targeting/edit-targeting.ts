import { Injectable } from '@nestjs/common';
import { invalidFields, notFound, Refusal, type MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import {
  OrderTargetingRules,
  SaveTargetingRule,
  Targeting,
  type StoredTargetingRule,
  type TargetingRuleInput,
} from '../../targeting/index.js';
import { BrandNames } from '../../brands/index.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';
import { FIELD_OF_PART, targetingRuleOf, type TargetingDraft } from './targeting.form.js';
import { TargetingPresenter } from './targeting-presenter.js';

/** Stores what stands in the form of a targeting rule, and moves rules, one change at a time. */
@Injectable()
export class EditTargeting {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveTargetingRule,
    private readonly order: OrderTargetingRules,
    private readonly targeting: Targeting,
    private readonly names: BrandNames,
    private readonly presenter: TargetingPresenter,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, id: string, draft: TargetingDraft, basis: string): Promise<Held | null> {
    const wanted = targetingRuleOf(draft, await this.targeting.rule(actor, id));
    return this.edit.run(actor, {
      event: 'settings.targeting_saved',
      subjectId: id,
      basis,
      wanted,
      stored: async () => targetingStateOf(await this.targeting.rule(actor, id)),
      save: () => this.store(actor, id, wanted, draft),
      labelled: async (state) => this.labelled(actor, state, await this.names.of(actor)),
    });
  }

  /** One place up or down among the rules of its site. */
  async move(actor: MemberActor, id: string, steps: 1 | -1): Promise<StoredTargetingRule> {
    const rule = await this.targeting.rule(actor, id);
    if (!rule) throw notFound();
    const order = (await this.targeting.rules(actor, rule.siteId)).map((each) => each.id);
    const at = order.indexOf(id);
    const other = order[at + steps];
    if (other === undefined) return rule;
    [order[at], order[at + steps]] = [other, id];
    await this.order.run(actor, { siteId: rule.siteId, order });
    return rule;
  }

  private async store(
    actor: MemberActor,
    id: string,
    wanted: TargetingRuleInput,
    draft: TargetingDraft,
  ): Promise<void> {
    try {
      await this.save.run(actor, { targetingRuleId: id, ...wanted });
    } catch (error) {
      throw error instanceof Refusal && error.details.fields
        ? invalidFields(byField(error.details.fields, draft))
        : error;
    }
  }

  private labelled(
    { locale }: MemberActor,
    rule: TargetingRuleInput,
    names: Map<string, string>,
  ): LabelledValues {
    const say = (key: string) => this.i18n.t(locale, `admin:targeting.${key}`);
    return [
      [say('name'), rule.name],
      [say('enabled'), this.i18n.t(locale, rule.enabled ? 'common:yes' : 'common:no')],
      [say('site'), names.get(rule.siteId) ?? ''],
      [say('rule'), names.get(rule.ruleId) ?? ''],
      [
        say('conditions'),
        rule.conditions.map((condition) => this.presenter.tell(condition, locale)).join('; '),
      ],
    ];
  }
}

export function targetingStateOf(rule: StoredTargetingRule | null): TargetingRuleInput | null {
  if (!rule) return null;
  const { id: _, position: __, ...state } = rule;
  return state;
}

/** Each refusal at the field that it is about; what was left empty is missing rather than wrong. */
function byField(fields: Record<string, string>, draft: TargetingDraft): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([part, code]) => {
      const field = FIELD_OF_PART.get(part) ?? part;
      return [field, draft.fields[field]?.join('').trim() === '' ? 'required' : code];
    }),
  );
}
