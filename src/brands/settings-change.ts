import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, type Actor } from '../kernel/index.js';
import { GivenIds, UnitOfWork } from '../platform/index.js';

export interface SettingsChangeInput<State extends object> {
  /** Null where there is but one, or many are changed at once. */
  subjectId: string | null;
  /** The basis of the state that the change was made from; empty for something new. */
  basis: string;
  /** What is stored now, in the same shape as what is wanted; null where it does not exist. */
  stored: () => Promise<State | null>;
  /** What will be stored; where it already is, the change was sent twice. */
  wanted: State;
  save: () => Promise<unknown>;
}

/**
 * Lets one change of a brand's settings through at a time, and none that was made from what is no longer stored: two who
 * edit the same thing do not undo each other unknowingly.
 */
@Injectable()
export class SettingsChange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: GivenIds,
  ) {}

  /** What somebody else stored in the meantime; null when nothing stood in the way and the change is stored. */
  async run<State extends object>(actor: Actor, change: SettingsChangeInput<State>): Promise<State | null> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.unitOfWork.query('SELECT 1 FROM brand_settings WHERE brand_id = $1 FOR UPDATE', [
        actor.brandId,
      ]);
      const stored = await change.stored();
      if (!stored && !this.mayBegin(actor, change)) throw notFound();
      if (stored && basisOf(stored) === basisOf(change.wanted)) return null;
      if (stored && basisOf(stored) !== change.basis) return stored;
      await change.save();
      return null;
    });
  }

  /** Something new is made by a form that we made for it. */
  private mayBegin<State extends object>(
    { brandId }: Actor,
    { basis, subjectId }: SettingsChangeInput<State>,
  ): boolean {
    return basis === '' && (subjectId === null || this.ids.isGiven(brandId, subjectId));
  }
}

/** A short name for a state, as an ETag is: two states have the same one exactly when they are the same. */
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
