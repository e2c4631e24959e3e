import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { pageOf, UnitOfWork } from '../../platform/index.js';

export interface AuditEvent {
  no: string;
  /** Microseconds since 1970, as exact as the database keeps it. */
  atMicros: string;
  name: string;
  at: Date;
  actorKind: Actor['kind'];
  actorId: string | null;
  actorName: string | null;
  subjectId: string | null;
  /** Whose conversation it was about, where it was about one. */
  conversationId: string | null;
  visitorName: string | null;
  data: { before?: unknown; after?: unknown } & Record<string, unknown>;
}

/** What the log can be narrowed to, each with the names of its events. */
const KINDS = {
  brand: '^settings\\.brand_',
  hours: '^settings\\.hours_',
  member: '^settings\\.(member|invitation)_',
  group: '^settings\\.group_',
  rule: '^settings\\.(rule|threshold)_',
  targeting: '^settings\\.targeting_',
  site: '^settings\\.site_',
  text: '^settings\\.text_',
  document: '^settings\\.document_',
  tag: '^settings\\.tag_',
  response: '^settings\\.response_',
  mail: '^settings\\.mail_',
  block: '^visitor\\.',
  release: '^conversation\\.',
} as const;

export type AuditKind = keyof typeof KINDS;

export const AUDIT_KINDS = Object.keys(KINDS) as AuditKind[];

export interface AuditFilter {
  kind: AuditKind | null;
  memberId: string | null;
  /** From this instant on, and before that one. */
  from: Date | null;
  until: Date | null;
  /** Only what stands below the event that this cursor names. */
  before: string | null;
}

/** What changes a setting or is refused, and what members did to people and to others' conversations; as the index of the log. */
const AUDITED = `(e.name LIKE 'settings.%' OR e.name IN ('visitor.blocked', 'visitor.unblocked', 'conversation.released'))`;
const PAGE = 50;

const COLUMNS = `e.no, (extract(epoch FROM e.at) * 1000000)::bigint AS "atMicros", e.name, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId", m.name AS "actorName",
  e.subject_id AS "subjectId", e.conversation_id AS "conversationId", p.display_name AS "visitorName", e.data`;

// Whom it was about is looked up now: the log keeps no name, so that an erased visitor has none in it either.
const FROM = `events e LEFT JOIN members m ON m.brand_id = e.brand_id AND m.id = e.actor_id
  LEFT JOIN conversations c ON c.brand_id = e.brand_id AND c.id = e.conversation_id
  LEFT JOIN visitors v ON v.brand_id = e.brand_id
    AND v.id = CASE WHEN e.name LIKE 'visitor.%' THEN e.subject_id ELSE c.visitor_id END
  LEFT JOIN visitors p ON p.brand_id = e.brand_id AND p.id = v.person_id`;

/** Who changed what and when, newest first, a page at a time. */
@Injectable()
export class AuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(actor: Actor, filter: AuditFilter): Promise<{ events: AuditEvent[]; older: string | null }> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<AuditEvent>(
        `SELECT ${COLUMNS} FROM ${FROM}
         WHERE e.brand_id = $1 AND ${AUDITED}
           AND ($2::text IS NULL OR e.name ~ $2) AND ($3::uuid IS NULL OR e.actor_id = $3)
           AND ($4::bigint IS NULL OR (e.at, e.no) < ('epoch'::timestamptz + $4 * interval '1 microsecond', $5::bigint))
           AND ($6::timestamptz IS NULL OR e.at >= $6) AND ($7::timestamptz IS NULL OR e.at < $7)
         ORDER BY e.at DESC, e.no DESC LIMIT ${PAGE + 1}`,
        [
          actor.brandId,
          filter.kind && KINDS[filter.kind],
          filter.memberId,
          ...(readCursor(filter.before) ?? [null, null]),
          filter.from,
          filter.until,
        ],
      ),
    );
    const [events, older] = pageOf(rows, PAGE, ({ atMicros, no }) => `${atMicros}.${no}`);
    return { events, older };
  }

  /** The last change of something, or of settings of that kind where they have no subject. */
  async last(actor: Actor, name: string, subjectId: string | null): Promise<AuditEvent | null> {
    const [event] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<AuditEvent>(
        `SELECT ${COLUMNS} FROM ${FROM}
         WHERE e.brand_id = $1 AND ${AUDITED} AND e.name = $2 AND ($3::uuid IS NULL OR e.subject_id = $3)
         ORDER BY e.at DESC, e.no DESC LIMIT 1`,
        [actor.brandId, name, subjectId],
      ),
    );
    return event ?? null;
  }
}

function readCursor(cursor: string | null): string[] | null {
  return /^(\d{1,17})\.(\d{1,18})$/.exec(cursor ?? '')?.slice(1) ?? null;
}
