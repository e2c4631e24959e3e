import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface Edit<State extends object> {
  /** What the form was made from; empty for something new. */
  basis: string;
  /** What is stored now, in the same shape; null where it does not exist. */
  stored: () => Promise<State | null>;
  /** What will be stored; where it already is, the form was sent twice. */
  wanted: State;
  save: () => Promise<unknown>;
}

/** What became of an edit: stored, or held back because somebody else was quicker. */
export type EditOutcome<State> = { saved: true } | { saved: false; stored: State };

/**
 * Lets one change of settings through at a time, and none that was made from what is no longer stored: two admins who
 * edit the same thing do not undo each other unknowingly.
 */
@Injectable()
export class SettingsEdit {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run<State extends object>(actor: Actor, edit: Edit<State>): Promise<EditOutcome<State>> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.unitOfWork.query('SELECT 1 FROM brand_settings WHERE brand_id = $1 FOR UPDATE', [
        actor.brandId,
      ]);
      const stored = await edit.stored();
      if (!stored && edit.basis !== '') throw notFound();
      if (!stored) {
        await edit.save();
        return { saved: true };
      }
      if (basisOf(stored) === basisOf(edit.wanted)) return { saved: true };
      if (basisOf(stored) !== edit.basis) return { saved: false, stored };
      await edit.save();
      return { saved: true };
    });
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
