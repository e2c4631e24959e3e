import { Injectable } from '@nestjs/common';
import { basisOf, SettingsChange, type SettingsChangeInput } from '../../brands/index.js';
import type { MemberActor } from '../../kernel/index.js';
import type { ConflictView } from './admin.view.js';
import { AuditLog } from './audit-log.queries.js';

/** What an admin reads of a state, field by field: its label and its value in words. */
export type LabelledValues = [label: string, value: string][];

export interface Edit<State extends object> extends SettingsChangeInput<State> {
  /** The event of such a change. */
  event: string;
  /** Words both what is stored and what is wanted, where they have to be told apart. */
  labelled: (state: State) => LabelledValues | Promise<LabelledValues>;
}

/** What becomes of a form that came second: what the first one stored, and the form's basis from now on. */
export interface Held {
  conflict: ConflictView;
  basis: string;
}

/** A change of settings by a form: where somebody was quicker, it is told who, and what they stored. */
@Injectable()
export class SettingsEdit {
  constructor(
    private readonly change: SettingsChange,
    private readonly audit: AuditLog,
  ) {}

  /** Null when it is stored. */
  async run<State extends object>(actor: MemberActor, edit: Edit<State>): Promise<Held | null> {
    const other = await this.change.run(actor, edit);
    return other && { conflict: await this.conflict(actor, edit, other), basis: basisOf(other) };
  }

  /** Who changed it meanwhile, and where what is stored differs from what was typed. */
  private async conflict<State extends object>(
    actor: MemberActor,
    { event, subjectId, labelled, wanted }: Edit<State>,
    other: State,
  ): Promise<ConflictView> {
    const last = await this.audit.last(actor, event, subjectId);
    const stored = new Map(await labelled(other));
    const typed = new Map(await labelled(wanted));
    const fields = [...new Set([...stored.keys(), ...typed.keys()])]
      .map((label) => ({ label, stored: stored.get(label) ?? '', typed: typed.get(label) ?? '' }))
      .filter((field) => field.stored !== field.typed);
    return { by: last?.actorName ?? null, at: last?.at.toISOString() ?? null, fields };
  }
}
