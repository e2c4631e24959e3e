import { Injectable } from '@nestjs/common';
import { needsShares, SaveRule } from '../../distribution/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { ruleOf, type RuleDraft } from './rule.form.js';
import { RuleQueries, type RuleState } from './rules.queries.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

/** Stores what stands in a rule's form, unless somebody else changed the rule since the form was made. */
@Injectable()
export class EditRule {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveRule,
    private readonly rules: RuleQueries,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, id: string, draft: RuleDraft, basis: string): Promise<Held | null> {
    const wanted = ruleOf(draft);
    return this.edit.run(actor, {
      event: 'settings.rule_saved',
      subjectId: id,
      basis,
      wanted,
      stored: () => this.rules.state(actor, id),
      save: () => this.save.run(actor, { ruleId: id, ...wanted }),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  private async labelled(actor: MemberActor, rule: RuleState): Promise<LabelledValues> {
    const names = new Map((await this.rules.groups(actor)).map(({ id, name }) => [id, name]));
    const say = (key: string, params = {}) => this.i18n.t(actor.locale, `admin:rule.${key}`, params);
    return [
      [say('name'), rule.name],
      [say('enabled'), this.i18n.t(actor.locale, rule.enabled ? 'common:yes' : 'common:no')],
      [say('sharingTitle'), say(`sharing.${rule.sharing}.label`)],
      [say('order'), rule.queues.map(({ groupId }) => names.get(groupId) ?? '').join(', ')],
      ...rule.queues.map(({ groupId, threshold }): LabelledValues[number] => [
        say('thresholdOf', { group: names.get(groupId) ?? '' }),
        String(threshold),
      ]),
      [say('lastResortTitle'), say(`lastResort.${rule.lastResort}.label`)],
      ...(needsShares(rule.sharing) ? rule.queues : []).map(({ groupId, share }): LabelledValues[number] => [
        say('shareOf', { group: names.get(groupId) ?? '' }),
        String(share),
      ]),
    ];
  }
}
