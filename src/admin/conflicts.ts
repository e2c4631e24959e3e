import { Injectable } from '@nestjs/common';
import { Refusal, type MemberActor } from '../kernel/index.js';
import type { ConflictView, FormView } from './admin.view.js';
import { AuditLog } from './audit.queries.js';
import type { Posted } from './posted.js';
import { basisOf } from './settings-edit.js';

/** What becomes of a form that came second: what the first one stored, and the form's basis from now on. */
export interface Held {
  conflict: ConflictView;
  basis: string;
}

/** Tells the second of two admins who changed the same thing what the first one stored. */
@Injectable()
export class Conflicts {
  constructor(private readonly audit: AuditLog) {}

  /**
   * Who changed it meanwhile, and where what is stored differs from what was typed. `told` words both in the same
   * way, field by field.
   */
  async tell(
    actor: MemberActor,
    change: { event: string; subjectId: string | null },
    told: { stored: [string, string][]; typed: [string, string][] },
  ): Promise<ConflictView> {
    const last = await this.audit.last(actor, change.event, change.subjectId);
    const typed = new Map(told.typed);
    const labels = new Set([...told.stored, ...told.typed].map(([label]) => label));
    const stored = new Map(told.stored);
    const fields = [...labels]
      .map((label) => ({ label, stored: stored.get(label) ?? '', typed: typed.get(label) ?? '' }))
      .filter((field) => field.stored !== field.typed);
    return { by: last?.actorName ?? null, at: last?.at.toISOString() ?? null, fields };
  }
}

/** A form as it is first shown; without a state for something new. */
export function freshForm(action: string, state: object | null): FormView {
  return { action, isNew: state === null, basis: state ? basisOf(state) : '', errors: {}, conflict: null };
}

/** A form as it was posted, made from what it says it was made from. */
export function postedForm(action: string, posted: Posted): FormView {
  const basis = posted.text('basis');
  return { action, isNew: basis === '', basis, errors: {}, conflict: null };
}

/** Field → code of a refused form; what is no refusal of what was typed is thrown on. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof Refusal) || !['invalid', 'conflict'].includes(error.kind)) throw error;
  return error.details.fields ?? { form: error.code };
}
