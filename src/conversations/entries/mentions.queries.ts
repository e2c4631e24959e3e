import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { ConversationAccess } from '../conversation.access.js';
import { MAY_READ } from '../readers.js';

const MOST = 30;

export interface Mentionable {
  id: string;
  name: string;
  picture: string | null;
}

export interface Mentioned {
  conversationId: string;
  seq: number;
  visitorName: string | null;
  /** Only the page has said it. */
  isNameUnverified: boolean;
  authorName: string | null;
  excerpt: string;
  at: Date;
  unread: boolean;
}

/** Whom notes may mention, and which notes mention somebody. */
@Injectable()
export class Mentions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
  ) {}

  /** The other active members who may read the conversation. */
  async mentionable(actor: MemberActor, conversationId: string): Promise<Mentionable[]> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.access.conversation(actor, conversationId);
      return this.unitOfWork.query<Mentionable>(
        `SELECT m.id, m.name, m.picture FROM members m JOIN conversations c ON c.brand_id = $1 AND c.id = $2
         WHERE m.brand_id = $1 AND m.status = 'active' AND m.id <> $3 AND ${MAY_READ}
         ORDER BY lower(m.name), m.id`,
        [actor.brandId, conversationId, actor.id],
      );
    });
  }

  /** The last notes that mention the actor, in conversations that they may still read. */
  async of(actor: MemberActor): Promise<Mentioned[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<Mentioned>(
        `SELECT s.conversation_id AS "conversationId", s.seq, v.display_name AS "visitorName", v.is_display_name_unverified AS "isNameUnverified",
           e.author_name AS "authorName", left(e.body, 140) AS excerpt, s.at,
           s.read_at IS NULL AS unread
         FROM mentions s
         JOIN members m ON m.brand_id = $1 AND m.id = s.member_id
         JOIN conversations c ON c.brand_id = $1 AND c.id = s.conversation_id
         JOIN visitors b ON b.brand_id = $1 AND b.id = c.visitor_id
         JOIN visitors v ON v.brand_id = $1 AND v.id = b.person_id
         JOIN entries e ON e.brand_id = $1 AND e.conversation_id = s.conversation_id AND e.seq = s.seq
         WHERE s.brand_id = $1 AND s.member_id = $2 AND ${MAY_READ}
         ORDER BY s.at DESC, s.seq DESC LIMIT ${MOST}`,
        [actor.brandId, actor.id],
      ),
    );
  }
}
