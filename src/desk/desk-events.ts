import { Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import {
  BlockVisitor,
  CloseConversation,
  MarkRead,
  PostMessage,
  ShowTyping,
  Threads,
  WriteNote,
} from '../conversations/index.js';
import { Refusal } from '../kernel/index.js';
import {
  ChangeAvailability,
  MemberLimits,
  type MemberAct,
  RightsNow,
  SaveAlerts,
  type SignedInMember,
} from '../members/index.js';
import { Answering, Views } from '../platform/index.js';
import { Following } from './following.js';
import { Looking } from './looking.js';

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

type Listen = <Schema extends z.ZodType>(
  event: MemberAct | 'note',
  schema: Schema,
  handle: (input: z.output<Schema>, me: SignedInMember) => Promise<object | void>,
) => void;

/** What a member's desk says: each event is one verb. */
@Injectable()
export class DeskEvents {
  constructor(
    private readonly answering: Answering,
    private readonly rights: RightsNow,
    private readonly limits: MemberLimits,
    private readonly views: Views,
    private readonly following: Following,
    private readonly looking: Looking,
    private readonly threads: Threads,
    private readonly postMessage: PostMessage,
    private readonly writeNote: WriteNote,
    private readonly markRead: MarkRead,
    private readonly showTyping: ShowTyping,
    private readonly closeConversation: CloseConversation,
    private readonly blockVisitor: BlockVisitor,
    private readonly changeAvailability: ChangeAvailability,
    private readonly saveAlerts: SaveAlerts,
  ) {}

  listen(socket: Socket, { actor: speaker }: SignedInMember): void {
    /** Each is judged by what the member may when they say it. */
    const on: Listen = (event, schema, handle) =>
      this.answering.on(socket, event, schema, async (input) => {
        this.limits.hear(event, speaker);
        return handle(input, await this.rights.of(socket));
      });
    /** For events that change something. */
    const change: Listen = (event, schema, handle) =>
      on(event, schema, async (input, me) => {
        if (me.brand.suspended) throw new Refusal('forbidden', 'brand_suspended');
        return handle(input, me);
      });

    this.looking.listen(socket, speaker.brandId);
    on('alerts', ALERTS, (alerts, { actor }) => this.saveAlerts.run(actor, alerts));
    on('look', LOOK, ({ conversationId }, me) => this.looking.look(socket, me, conversationId));
    on('follow', FOLLOW, ({ conversationIds }, me) => this.follow(socket, me, conversationIds));
    on('catch_up', CATCH_UP, ({ conversationId, after }, me) => this.catchUp(me, conversationId, after));
    change('message', MESSAGE, async (input, { actor }) => {
      const { state, seq } = await this.postMessage.run(actor, input);
      return { state, seq };
    });
    change('note', NOTE, async (input, { actor }) => {
      const { state, seq } = await this.writeNote.run(actor, input);
      return { state, seq };
    });
    change('read', READ, (input, { actor }) => this.markRead.run(actor, input));
    change('typing', TYPING, (input, { actor }) => this.showTyping.run(actor, input));
    // Pages of the former version say these here, ours post forms.
    change('close', OF_CONVERSATION, (input, { actor }) => this.closeConversation.run(actor, input));
    change('block', BLOCK, (input, { actor }) => this.blockVisitor.run(actor, input));
    change('availability', AVAILABILITY, ({ state }, { actor }) => this.changeAvailability.run(actor, state));
  }

  private async follow(socket: Socket, me: SignedInMember, conversationIds: string[]): Promise<object> {
    const followed = await this.following.follow(socket, me, conversationIds);
    return { conversations: followed.map(({ id, lastSeq }) => ({ id, lastSeq })) };
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
