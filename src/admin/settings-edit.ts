import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, type MemberActor } from '../kernel/index.js';
import { GivenIds, UnitOfWork } from '../platform/index.js';
import type { ConflictView } from './admin.view.js';
import { AuditLog } from './audit.queries.js';

/** What an admin reads of a state, field by field: its label and its value in words. */
export type Told = [label: string, value: string][];

export interface Edit<State extends object> {
  /** The event of such a change, and what is changed; without a subject where there is but one, or many at once. */
  event: string;
  subjectId: string | null;
  /** What the form was made from; empty for something new. */
  basis: string;
  /** What is stored now, in the same shape; null where it does not exist. */
  stored: () => Promise<State | null>;
  /** What will be stored; where it already is, the form was sent twice. */
  wanted: State;
  save: () => Promise<unknown>;
  /** Words both what is stored and what is wanted, where they have to be told apart. */
  told: (state: State) => Told | Promise<Told>;
}

/** What becomes of a form that came second: what the first one stored, and the form's basis from now on. */
export interface Held {
  conflict: ConflictView;
  basis: string;
}

/**
 * Lets one change of settings through at a time, and none that was made from what is no longer stored: two admins who
 * edit the same thing do not undo each other unknowingly. The second is told what the first one stored.
 */
@Injectable()
export class SettingsEdit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly ids: GivenIds,
  ) {}

  /** Null when it is stored. */
  async run<State extends object>(actor: MemberActor, edit: Edit<State>): Promise<Held | null> {
    const other = await this.store(actor, edit);
    return other && { conflict: await this.conflict(actor, edit, other), basis: basisOf(other) };
  }

  /** What somebody else stored in the meantime; null when nothing stood in the way. */
  private store<State extends object>(actor: MemberActor, edit: Edit<State>): Promise<State | null> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.unitOfWork.query('SELECT 1 FROM brand_settings WHERE brand_id = $1 FOR UPDATE', [
        actor.brandId,
      ]);
      const stored = await edit.stored();
      if (!stored && !this.mayBegin(actor, edit)) throw notFound();
      if (stored && basisOf(stored) === basisOf(edit.wanted)) return null;
      if (stored && basisOf(stored) !== edit.basis) return stored;
      await edit.save();
      return null;
    });
  }

  /** Something new is made by a form that we made for it. */
  private mayBegin<State extends object>(
    { brandId }: MemberActor,
    { basis, subjectId }: Edit<State>,
  ): boolean {
    return basis === '' && (subjectId === null || this.ids.isGiven(brandId, subjectId));
  }

  /** Who changed it meanwhile, and where what is stored differs from what was typed. */
  private async conflict<State extends object>(
    actor: MemberActor,
    { event, subjectId, told, wanted }: Edit<State>,
    other: State,
  ): Promise<ConflictView> {
    const last = await this.audit.last(actor, event, subjectId);
    const stored = new Map(await told(other));
    const typed = new Map(await told(wanted));
    const fields = [...new Set([...stored.keys(), ...typed.keys()])]
      .map((label) => ({ label, stored: stored.get(label) ?? '', typed: typed.get(label) ?? '' }))
      .filter((field) => field.stored !== field.typed);
    return { by: last?.actorName ?? null, at: last?.at.toISOString() ?? null, fields };
  }
}

/** A short name for a state: two states have the same one exactly when they are the same. */
export function basisOf(state: object): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(state)))
    .digest('base64url')
    .slice(0, 22);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}
