import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import type { Availability } from '../members/index.js';
import { UnitOfWork } from '../platform/index.js';

/** What the page of one conversation needs beside its entries. */
export interface OpenConversation {
  id: string;
  state: 'bot' | 'waiting' | 'on_desk' | 'snoozed' | 'closed';
  startedAt: Date;
  locale: string;
  tags: { id: string; name: string; colour: string }[];
  /** Whether it is or was on the actor's desk. */
  hasHeld: boolean;
  lastSeq: number;
  memberId: string | null;
  heldBy: string | null;
  /** Whether the member who holds it is at work. */
  holderState: Availability | 'offline' | null;
  asynchronous: boolean;
  snoozedBy: string | null;
  snoozedUntil: Date | null;
  isKept: boolean;
  assignedTo: string | null;
  assignedName: string | null;
  assignedUntil: Date | null;
  queue: string | null;
  fileTypes: string[];
  /** How far the visitor has read, and how far the actor has, by the members' numbers. */
  seenSeq: number;
  readSeq: number;
  /** Whether the actor has accepted what the brand asks its members to. */
  mayWrite: boolean;
}

/** How far a conversation has got, and by which browsers its person may be present. */
export interface FollowedConversation {
  id: string;
  lastSeq: number;
  personIds: string[];
}

@Injectable()
export class OpenConversationQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Of a conversation that the actor may read; that is checked before. */
  async conversation({ brandId, id }: MemberActor, conversationId: string): Promise<OpenConversation> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.one<OpenConversation>(
        `SELECT c.id, c.state, c.locale, c.started_at AS "startedAt", c.last_seq AS "lastSeq", c.member_id AS "memberId",
           m.name AS "heldBy", m.state AS "holderState", c.asynchronous,
           c.snoozed_by AS "snoozedBy", c.snoozed_until AS "snoozedUntil",
           c.keep_for IS NOT NULL AS "isKept", c.assigned_to AS "assignedTo", a.name AS "assignedName",
           c.assigned_until AS "assignedUntil", g.name AS queue, s.file_types AS "fileTypes",
           coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'colour', t.colour) ORDER BY k.at, t.id)
             FROM conversation_tags k JOIN tags t ON t.brand_id = $1 AND t.id = k.tag_id
             WHERE k.brand_id = $1 AND k.conversation_id = c.id), '[]') AS tags,
           EXISTS (SELECT FROM contacts k
             WHERE k.brand_id = $1 AND k.conversation_id = c.id AND k.member_id = $3) AS "hasHeld",
           coalesce((SELECT max(r.seq) FROM read_marks r WHERE r.brand_id = $1 AND r.conversation_id = c.id
             AND r.side = 'visitor'), 0) AS "seenSeq",
           coalesce((SELECT r.seq FROM read_marks r WHERE r.brand_id = $1 AND r.conversation_id = c.id
             AND r.side = 'member' AND r.reader_id = $3), 0) AS "readSeq",
           coalesce((SELECT has_accepted FROM member_standing($1, ARRAY[$3::uuid])), false) AS "mayWrite"
         FROM conversations c
         JOIN sites s ON s.brand_id = $1 AND s.id = c.site_id
         LEFT JOIN members m ON m.brand_id = $1 AND m.id = c.member_id
         LEFT JOIN members a ON a.brand_id = $1 AND a.id = c.assigned_to
         LEFT JOIN groups g ON g.brand_id = $1 AND g.id = c.group_id
         WHERE c.brand_id = $1 AND c.id = $2`,
        [brandId, conversationId, id],
      ),
    );
  }

  /** Those on a member's desk. */
  async heldBy(brandId: string, memberId: string): Promise<string[]> {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ id: string }>(
        `SELECT id FROM conversations WHERE brand_id = $1 AND state = 'on_desk' AND member_id = $2`,
        [brandId, memberId],
      ),
    );
    return rows.map(({ id }) => id);
  }

  /** These conversations, which the actor may read; that is checked before. */
  followed({ brandId }: MemberActor, conversationIds: string[]): Promise<FollowedConversation[]> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<FollowedConversation>(
        `SELECT c.id, c.last_seq AS "lastSeq", (
           SELECT array_agg(o.id) || v.root FROM visitors o
           WHERE o.brand_id = $1 AND o.merged_into = v.root) AS "personIds"
         FROM conversations c
         CROSS JOIN LATERAL (
           SELECT b.person_id AS root FROM visitors b
           WHERE b.brand_id = $1 AND b.id = c.visitor_id) v
         WHERE c.brand_id = $1 AND c.id = ANY ($2)`,
        [brandId, conversationIds],
      ),
    );
  }
}
