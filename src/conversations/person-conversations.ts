import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { ConversationState } from './domain/state.js';
import { ConversationsLive } from './entries/conversations.live.js';

const OF_PERSON = `c.brand_id = $1 AND c.visitor_id = ANY (ARRAY(
  SELECT v.id FROM visitors v WHERE v.brand_id = $1 AND v.person_id = $2))`;

/** The conversations of a person, whichever of their browsers each began in. */
@Injectable()
export class PersonConversations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly live: ConversationsLive,
  ) {}

  async newest(brandId: string, personId: string): Promise<string | null> {
    const [row] = await this.unitOfWork.query<{ id: string }>(
      `SELECT c.id FROM conversations c WHERE ${OF_PERSON} ORDER BY c.started_at DESC, c.id DESC LIMIT 1`,
      [brandId, personId],
    );
    return row?.id ?? null;
  }

  /** Whoever has one of them open sees what holds now. */
  async showAfterCommit({ brandId }: MemberActor, personId: string): Promise<void> {
    const open = await this.unitOfWork.query<{ id: string; state: ConversationState }>(
      `SELECT c.id, c.state FROM conversations c WHERE ${OF_PERSON} AND c.state <> 'closed'`,
      [brandId, personId],
    );
    this.unitOfWork.afterCommit(() => open.forEach((conversation) => this.live.state(brandId, conversation)));
  }

  /** As information lines name them. */
  async author({ brandId, id }: MemberActor): Promise<{ id: string; name: string; picture: string | null }> {
    const [author] = await this.unitOfWork.query<{ id: string; name: string; picture: string | null }>(
      'SELECT id, name, picture FROM members WHERE brand_id = $1 AND id = $2',
      [brandId, id],
    );
    if (!author) throw new Error('A member who acts has a row.');
    return author;
  }
}
