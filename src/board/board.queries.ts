import { Injectable } from '@nestjs/common';
import type { ConversationOrigin } from '../conversations/index.js';
import { Clock, type MemberActor } from '../kernel/index.js';
import { pageOf, UnitOfWork } from '../platform/index.js';
import type { BoardFields, Column } from './board.form.js';

export interface BoardRow {
  id: string;
  visitorId: string;
  visitorName: string | null;
  isNameUnverified: boolean;
  origin: ConversationOrigin;
  locale: string;
  site: string;
  group: string | null;
  rule: string | null;
  queueId: string | null;
  /** How many wait in the queue without being assigned. */
  queueWaiting: number | null;
  /** On whose desk it is, for whom it waits, or for whom it is set aside. */
  memberId: string | null;
  memberName: string | null;
  keepFor: string | null;
  queuedAt: Date | null;
  startedAt: Date;
  snoozedUntil: Date | null;
  lastAt: Date | null;
  excerpt: string | null;
  excerptSide: 'visitor' | 'member' | 'bot' | null;
  excerptBy: string | null;
  isUnread: boolean;
  tags: { name: string; colour: string }[];
}

export interface BoardMember {
  id: string;
  name: string;
  picture: string | null;
  state: 'available' | 'away' | 'offline';
  capacity: number;
  load: number;
}

export interface BoardPage {
  rows: BoardRow[];
  /** Where the next page begins. */
  next: string | null;
}

const PAGE = 50;
const MOST_COUNTED = 100;

/** Reads what is open in a brand, for its managers: each page in the order of an index of what is open. */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async page(actor: MemberActor, column: Column, fields: BoardFields): Promise<BoardPage> {
    const [key = null, id = null] = fields.after[column] ? fields.after[column].split('.') : [];
    const length = PAGE * fields.pages[column];
    const after = column === 'on_desk' || key === null ? key : new Date(Number(key));
    const found = await this.run<BoardRow>(
      actor,
      `${SELECT} ${FROM} ${LAST} WHERE ${FILTER[column]} ${ORDER[column]}`,
      [...this.filterValues(actor, fields), after, id, length + 1],
    );
    const [rows, next] = pageOf(found, length, (last) => cursorOf(column, last));
    return { rows, next };
  }

  /** How many there are; beyond a hundred nobody counts on. */
  async counts(actor: MemberActor, fields: BoardFields): Promise<Record<Column, number>> {
    const count = (column: Column) =>
      `(SELECT count(*)::integer FROM (SELECT ${FROM} WHERE ${FILTER[column]} LIMIT ${MOST_COUNTED}) x)`;
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.one<Record<Column, number>>(
        `SELECT ${count('waiting')} AS waiting, ${count('on_desk')} AS on_desk, ${count('snoozed')} AS snoozed`,
        this.filterValues(actor, fields),
      ),
    );
  }

  /** Everybody who works for the brand, by name, with how much each has on the desk. */
  members(actor: MemberActor): Promise<BoardMember[]> {
    return this.run<BoardMember>(
      actor,
      `SELECT m.id, m.name, m.picture, m.state, m.capacity, (
         SELECT count(*)::integer FROM conversations c
         WHERE c.brand_id = $1 AND c.state = 'on_desk' AND c.member_id = m.id) AS load
       FROM members m WHERE m.brand_id = $1 AND m.status = 'active' ORDER BY lower(m.name), m.id`,
      [actor.brandId],
    );
  }

  /** What else the board can be narrowed to. */
  async choices(actor: MemberActor): Promise<Record<'groups' | 'sites', { id: string; name: string }[]>> {
    const of = (table: string) =>
      this.run<{ id: string; name: string }>(
        actor,
        `SELECT id, name FROM ${table} WHERE brand_id = $1 ORDER BY lower(name), id`,
        [actor.brandId],
      );
    return { groups: await of('groups'), sites: await of('sites') };
  }

  /** By whose names a result tells of conversations. */
  async visitorNames(actor: MemberActor, conversationIds: string[]): Promise<Map<string, string | null>> {
    const rows = await this.run<{ id: string; name: string | null }>(
      actor,
      `SELECT c.id, v.display_name AS name FROM conversations c
       JOIN visitors b ON b.brand_id = $1 AND b.id = c.visitor_id
       JOIN visitors v ON v.brand_id = $1 AND v.id = b.person_id
       WHERE c.brand_id = $1 AND c.id = ANY ($2)`,
      [actor.brandId, conversationIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private filterValues({ brandId }: MemberActor, fields: BoardFields): unknown[] {
    const { group, member, tag, site, origin, language, waits, unread } = fields;
    const since = waits ? new Date(this.clock.now().getTime() - Number(waits) * 60_000) : null;
    const given = [group, member, tag, site, origin, language].map((value) => value || null);
    return [brandId, ...given, since, unread === '1'];
  }

  private run<Row>({ brandId }: MemberActor, sql: string, values: unknown[]): Promise<Row[]> {
    return this.unitOfWork.run(brandId, () => this.unitOfWork.query<Row>(sql, values));
  }
}

function cursorOf(column: Column, { id, memberId, queuedAt, startedAt, snoozedUntil }: BoardRow): string {
  if (column === 'on_desk') return `${memberId}.${id}`;
  const at = (column === 'waiting' ? queuedAt : snoozedUntil) ?? startedAt;
  return `${at.getTime()}.${id}`;
}

/** The visitor wrote something that no member has read. */
const UNREAD = `EXISTS (
      SELECT FROM entries n WHERE n.brand_id = $1 AND n.conversation_id = c.id AND n.kind = 'message'
        AND n.side = 'visitor' AND n.seq > coalesce((
          SELECT max(k.seq) FROM read_marks k
          WHERE k.brand_id = $1 AND k.conversation_id = c.id AND k.side = 'member'), 0))`;

const SELECT = `
  SELECT c.id, v.id AS "visitorId", v.display_name AS "visitorName",
    v.is_display_name_unverified AS "isNameUnverified", c.origin, c.locale, s.name AS site, g.name AS "group",
    r.name AS rule, c.queue_id AS "queueId", q.waiting AS "queueWaiting", m.id AS "memberId", m.name AS "memberName",
    c.keep_for AS "keepFor", c.queued_at AS "queuedAt", c.started_at AS "startedAt",
    c.snoozed_until AS "snoozedUntil", c.last_message_at AS "lastAt", left(e.body, 140) AS excerpt,
    e.side AS "excerptSide", e.author_name AS "excerptBy",
    ${UNREAD} AS "isUnread",
    coalesce((SELECT json_agg(json_build_object('name', t.name, 'colour', t.colour) ORDER BY t.name)
      FROM conversation_tags k JOIN tags t ON t.brand_id = $1 AND t.id = k.tag_id
      WHERE k.brand_id = $1 AND k.conversation_id = c.id), '[]') AS tags`;

const FROM = `
  FROM conversations c
  JOIN visitors b ON b.brand_id = $1 AND b.id = c.visitor_id
  JOIN visitors v ON v.brand_id = $1 AND v.id = b.person_id
  JOIN sites s ON s.brand_id = $1 AND s.id = c.site_id
  LEFT JOIN groups g ON g.brand_id = $1 AND g.id = c.group_id
  LEFT JOIN queues q ON q.brand_id = $1 AND q.id = c.queue_id
  LEFT JOIN rules r ON r.brand_id = $1 AND r.id = q.rule_id
  LEFT JOIN members m ON m.brand_id = $1 AND m.id = coalesce(c.member_id, c.assigned_to, c.keep_for, c.snoozed_by)`;

/** What people wrote last; what was said automatically tells a manager nothing. */
const LAST = `
  LEFT JOIN LATERAL (
    SELECT n.body, n.side, n.author_name FROM entries n
    WHERE n.brand_id = $1 AND n.conversation_id = c.id AND n.kind = 'message' AND n.side <> 'bot'
    ORDER BY n.seq DESC LIMIT 1) e ON true`;

const NARROWED = `
  c.brand_id = $1 AND ($2::uuid IS NULL OR c.group_id = $2) AND ($3::uuid IS NULL OR m.id = $3)
  AND ($4::uuid IS NULL OR EXISTS (
    SELECT FROM conversation_tags k WHERE k.brand_id = $1 AND k.conversation_id = c.id AND k.tag_id = $4))
  AND ($5::uuid IS NULL OR c.site_id = $5) AND ($6::text IS NULL OR c.origin = $6)
  AND ($7::text IS NULL OR c.locale = $7)
  AND (NOT $9 OR ${UNREAD})`;

/** Who is on a desk or set aside waits since a message that nobody has answered. */
const UNANSWERED = `($8::timestamptz IS NULL OR (c.last_visitor_message_at <= $8
  AND c.last_visitor_message_at > coalesce(c.last_member_message_at, '-infinity')))`;

const FILTER: Record<Column, string> = {
  waiting: `${NARROWED} AND c.state = 'waiting' AND ($8::timestamptz IS NULL OR c.queued_at <= $8)`,
  on_desk: `${NARROWED} AND c.state = 'on_desk' AND ${UNANSWERED}`,
  snoozed: `${NARROWED} AND c.state = 'snoozed' AND ${UNANSWERED}`,
};

const ORDER: Record<Column, string> = {
  waiting: `AND ($10::timestamptz IS NULL OR (c.queued_at, c.id) > ($10, $11::uuid))
    ORDER BY c.queued_at, c.id LIMIT $12`,
  on_desk: `AND ($10::uuid IS NULL OR (lower(m.name), m.id, c.id)
      > ((SELECT lower(o.name) FROM members o WHERE o.brand_id = $1 AND o.id = $10), $10, $11::uuid))
    ORDER BY lower(m.name), m.id, c.id LIMIT $12`,
  snoozed: `AND ($10::timestamptz IS NULL OR (c.snoozed_until, c.id) > ($10, $11::uuid))
    ORDER BY c.snoozed_until, c.id LIMIT $12`,
};
