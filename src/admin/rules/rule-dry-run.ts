import { Injectable } from '@nestjs/common';
import { DryRun, lastResortOf } from '../../distribution/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { ruleOf, type RuleDraft } from './rule.form.js';
import { RuleQueries } from './rules.queries.js';
import type { DryRunView } from './rules.view.js';
import { DryRunPresenter } from './dry-run-presenter.js';

/** Where the next conversation would go if the rule were as it stands in the form; nothing is stored. */
@Injectable()
export class RuleDryRun {
  constructor(
    private readonly dryRun: DryRun,
    private readonly rules: RuleQueries,
    private readonly presenter: DryRunPresenter,
  ) {}

  async run(actor: MemberActor, ruleId: string, draft: RuleDraft): Promise<DryRunView> {
    const rule = ruleOf(draft);
    const { trace } = await this.dryRun.run(actor, { ruleId, asIf: rule });
    const groups = await this.rules.groups(actor);
    const names = {
      groups: new Map(groups.map(({ id, name }) => [id, name])),
      members: new Map(groups.flatMap(({ members }) => members.map(({ id, name }) => [id, name] as const))),
    };
    return this.presenter.tell(trace, names, lastResortOf(rule), actor.locale);
  }
}
