import { Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import {
  BlockVisitor,
  CloseConversation,
  ConversationAccess,
  conversationRoom,
  MarkRead,
  PostMessage,
  ShowTyping,
  Threads,
  WriteNote,
} from '../conversations/index.js';
import { Refusal, type MemberActor } from '../kernel/index.js';
import { ChangeAvailability, SaveAlerts, type SignedInMember } from '../members/index.js';
import { Answering, RateLimits, Views, type RateLimit } from '../platform/index.js';
import { presenceRoom } from './desk-rooms.js';
import { Looking } from './looking.js';
import { OpenConversationQueries } from './open-conversation.queries.js';

const id = z.uuid();
const OF_CONVERSATION = z.object({ conversationId: id });
const MESSAGE = z.object({
  conversationId: id,
  clientId: id,
  body: z.string(),
  fileIds: z.array(id).max(20).default([]),
});
const LOOK = z.object({ conversationId: id.nullable() });
const NOTE = MESSAGE.extend({ mentionIds: z.array(id).max(20).default([]) });
const TYPING = OF_CONVERSATION.extend({ kind: z.enum(['message', 'note']).default('message') });
const READ = z.object({ conversationId: id, seq: z.number().int().nonnegative() });
const CATCH_UP = z.object({ conversationId: id, after: z.number().int().nonnegative() });
const FOLLOW = z.object({ conversationIds: z.array(id).max(300) });
const BLOCK = z.object({ conversationId: id, close: z.boolean() });
const ALERTS = z.object({ sound: z.boolean(), title: z.boolean(), desktop: z.boolean() });
const AVAILABILITY = z.object({ state: z.enum(['available', 'away']) });

const MESSAGES: RateLimit = { name: 'member-messages', points: 60, seconds: 10 };

/** What a member's desk says: each event is one verb. */
@Injectable()
export class DeskEvents {
  constructor(
    private readonly answering: Answering,
    private readonly limits: RateLimits,
    private readonly views: Views,
    private readonly access: ConversationAccess,
    private readonly looking: Looking,
    private readonly threads: Threads,
    private readonly conversations: OpenConversationQueries,
    private readonly postMessage: PostMessage,
    private readonly writeNote: WriteNote,
    private readonly markRead: MarkRead,
    private readonly showTyping: ShowTyping,
    private readonly closeConversation: CloseConversation,
    private readonly blockVisitor: BlockVisitor,
    private readonly changeAvailability: ChangeAvailability,
    private readonly saveAlerts: SaveAlerts,
  ) {}

  listen(socket: Socket, me: SignedInMember): void {
    const { actor } = me;
    const on = this.answering.on.bind(this.answering, socket) as <Schema extends z.ZodType>(
      event: string,
      schema: Schema,
      handle: (input: z.output<Schema>) => Promise<object | void>,
    ) => void;
    /** For events that change something. */
    const change = <Schema extends z.ZodType>(
      event: string,
      schema: Schema,
      handle: (input: z.output<Schema>) => Promise<object | void>,
    ) =>
      on(event, schema, async (input) => {
        if (me.brand.suspended) throw new Refusal('forbidden', 'brand_suspended');
        return handle(input);
      });

    on('alerts', ALERTS, (alerts) => this.saveAlerts.run(actor, alerts));
    this.looking.listen(socket, me);
    on('look', LOOK, ({ conversationId }) => this.looking.look(socket, me, conversationId));
    on('follow', FOLLOW, ({ conversationIds }) => this.follow(socket, me, conversationIds));
    on('catch_up', CATCH_UP, ({ conversationId, after }) => this.catchUp(me, conversationId, after));
    change('message', MESSAGE, async (input) => {
      await this.limits.take(MESSAGES, actor.id);
      const { state, seq } = await this.postMessage.run(actor, input);
      return { state, seq };
    });
    change('note', NOTE, async (input) => {
      await this.limits.take(MESSAGES, actor.id);
      const { state, seq } = await this.writeNote.run(actor, input);
      return { state, seq };
    });
    change('read', READ, (input) => this.markRead.run(actor, input));
    change('typing', TYPING, (input) => this.showTyping.run(actor, input));
    change('close', OF_CONVERSATION, (input) => this.closeConversation.run(actor, input));
    change('block', BLOCK, (input) => this.blockVisitor.run(actor, input));
    change('availability', AVAILABILITY, ({ state }) => this.changeAvailability.run(actor, state));
  }

  /** From now on the socket hears what happens in these conversations, and in no others; tells how far each has got. */
  private async follow(
    socket: Socket,
    { actor }: SignedInMember,
    conversationIds: string[],
  ): Promise<object> {
    const { brandId, locale } = actor;
    const found = await this.conversations.followable(actor, conversationIds);
    const listed = new Set(found.map((conversation) => conversation.id));
    for (const other of conversationIds) {
      if (listed.has(other) || !(await this.mayRead(actor, other))) continue;
      found.push(...(await this.conversations.followed(actor, [other])));
    }
    const rooms = found.flatMap((conversation) => [
      conversationRoom(brandId, conversation.id, 'member', locale),
      ...conversation.personIds.map((personId) => presenceRoom(brandId, personId)),
    ]);
    const kept = new Set(rooms);
    for (const room of socket.rooms) {
      if (/^(conversation|presence):/.test(room) && !kept.has(room)) await socket.leave(room);
    }
    await socket.join(rooms);
    return { conversations: found.map(({ id, lastSeq }) => ({ id, lastSeq })) };
  }

  /** Beside the lists: the conversation that is open, an earlier one of the same visitor. */
  private async mayRead(actor: MemberActor, conversationId: string): Promise<boolean> {
    return this.access.conversation(actor, conversationId).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal) return false;
        throw error;
      },
    );
  }

  private async catchUp({ actor }: SignedInMember, conversationId: string, after: number): Promise<object> {
    const { entries, hasMore } = await this.threads.entriesAfter(actor, conversationId, after);
    return {
      hasMore,
      entries: entries.map((entry) => ({
        seq: entry.seq,
        clientId: entry.clientId,
        html: this.views.render('conversations/_entry', entry, actor.locale),
      })),
    };
  }
}
