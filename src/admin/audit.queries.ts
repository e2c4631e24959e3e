import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface AuditEvent {
  no: string;
  name: string;
  at: Date;
  actorKind: 'member' | 'visitor' | 'system';
  actorId: string | null;
  actorName: string | null;
  subjectId: string | null;
  data: { before?: unknown; after?: unknown } & Record<string, unknown>;
}

/** What the log can be narrowed to: changes of one kind of thing. */
export const AUDIT_KINDS = [
  'rule',
  'group',
  'member',
  'targeting',
  'site',
  'text',
  'document',
  'response',
  'tag',
  'mail',
  'brand',
] as const;

export type AuditKind = (typeof AUDIT_KINDS)[number];

export interface AuditFilter {
  kind: AuditKind | null;
  memberId: string | null;
  /** Only what happened before the event of this number. */
  before: string | null;
}

/** What changes a setting, or is refused, is recorded under a name that begins like this; so does the index of the log. */
const AUDITED = `e.name LIKE 'settings.%'`;
const PAGE = 50;

/** Who changed what and when, newest first, a page at a time. */
@Injectable()
export class AuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(actor: Actor, filter: AuditFilter): Promise<{ events: AuditEvent[]; older: string | null }> {
    const events = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<AuditEvent>(
        `SELECT e.no, e.name, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId", m.name AS "actorName",
           e.subject_id AS "subjectId", e.data
         FROM events e LEFT JOIN members m ON m.brand_id = e.brand_id AND m.id = e.actor_id
         WHERE e.brand_id = $1 AND ${AUDITED}
           AND ($2::text IS NULL OR e.name ~ $2) AND ($3::uuid IS NULL OR e.actor_id = $3)
           AND ($4::bigint IS NULL OR e.no < $4)
         ORDER BY e.no DESC LIMIT ${PAGE + 1}`,
        [actor.brandId, filter.kind && patternOf(filter.kind), filter.memberId, filter.before],
      ),
    );
    const shown = events.slice(0, PAGE);
    return { events: shown, older: events.length > PAGE ? (shown.at(-1)?.no ?? null) : null };
  }

  /** The last change of something, or of settings of that kind where they have no subject. */
  async last(actor: Actor, name: string, subjectId: string | null): Promise<AuditEvent | null> {
    const [event] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<AuditEvent>(
        `SELECT e.no, e.name, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId", m.name AS "actorName",
           e.subject_id AS "subjectId", e.data
         FROM events e LEFT JOIN members m ON m.brand_id = e.brand_id AND m.id = e.actor_id
         WHERE e.brand_id = $1 AND ${AUDITED} AND e.name = $2 AND ($3::uuid IS NULL OR e.subject_id = $3)
         ORDER BY e.no DESC LIMIT 1`,
        [actor.brandId, name, subjectId],
      ),
    );
    return event ?? null;
  }
}

function patternOf(kind: AuditKind): string {
  return kind === 'rule' ? '^settings\\.(rule|threshold)_' : `^settings\\.${kind}_`;
}
