import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import {
  Clock,
  forbidden,
  isId,
  notFound,
  Refusal,
  type MemberActor,
  type SystemActor,
} from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { mayTag } from './domain/rights.js';
import { MOST_TAGS_OF_CONVERSATION } from './domain/tag.js';
import { ConversationTagged, ConversationUntagged } from './tags.events.js';

export interface TagConversationInput {
  conversationId: string;
  tagId: string;
  /** Whether the conversation shall carry the tag. */
  on: boolean;
}

/** Puts a tag on a conversation or takes it away; what is so already stays so, without an event. */
@Injectable()
export class TagConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: MemberActor | SystemActor,
    { conversationId, tagId, on }: TagConversationInput,
  ): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      if (!(await this.mayTag(actor, conversationId))) throw forbidden();
      const isArchived = await this.isArchived(actor.brandId, tagId);
      if (on && isArchived) throw new Refusal('conflict', 'tag_archived');
      const changed = await (on
        ? this.put(actor, conversationId, tagId)
        : this.take(actor, conversationId, tagId));
      if (!changed) return;
      await this.events.record(actor, on ? ConversationTagged : ConversationUntagged, {
        subjectId: conversationId,
        conversationId,
        data: { tagId },
      });
    });
  }

  private async isArchived(brandId: string, tagId: string): Promise<boolean> {
    if (!isId(tagId)) throw notFound();
    const [tag] = await this.unitOfWork.query<{ archived: boolean }>(
      'SELECT archived_at IS NOT NULL AS archived FROM tags WHERE brand_id = $1 AND id = $2',
      [brandId, tagId],
    );
    if (!tag) throw notFound();
    return tag.archived;
  }

  private async put(
    { brandId, id }: MemberActor | SystemActor,
    conversationId: string,
    tagId: string,
  ): Promise<boolean> {
    const { tags } = await this.unitOfWork.one<{ tags: number }>(
      `SELECT count(*)::integer AS tags FROM conversation_tags
       WHERE brand_id = $1 AND conversation_id = $2 AND tag_id <> $3`,
      [brandId, conversationId, tagId],
    );
    if (tags >= MOST_TAGS_OF_CONVERSATION) throw new Refusal('conflict', 'conversation_tags_full');
    const added = await this.unitOfWork.execute(
      `INSERT INTO conversation_tags (brand_id, conversation_id, tag_id, member_id, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [brandId, conversationId, tagId, id, this.clock.now()],
    );
    return added > 0;
  }

  private async take(
    { brandId }: MemberActor | SystemActor,
    conversationId: string,
    tagId: string,
  ): Promise<boolean> {
    const removed = await this.unitOfWork.execute(
      'DELETE FROM conversation_tags WHERE brand_id = $1 AND conversation_id = $2 AND tag_id = $3',
      [brandId, conversationId, tagId],
    );
    return removed > 0;
  }

  private async mayTag(actor: MemberActor | SystemActor, conversationId: string): Promise<boolean> {
    const { memberId } = await this.access.conversation(actor, conversationId);
    if (actor.kind === 'system') return true;
    const contacts = await this.unitOfWork.query(
      'SELECT FROM contacts WHERE brand_id = $1 AND conversation_id = $2 AND member_id = $3 LIMIT 1',
      [actor.brandId, conversationId, actor.id],
    );
    return mayTag(actor, { memberId, hasHeld: contacts.length > 0 });
  }
}
