import { Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { ConversationAccess, conversationRoom } from '../conversations/index.js';
import { RightsNow, type SignedInMember } from '../members/index.js';
import { conversationOf, presenceRoom } from './desk-rooms.js';
import { OpenConversationQueries, type FollowedConversation } from './open-conversation.queries.js';

/** Which conversations a desk hears of as they go on: of those that it asks for, what its member may read. */
@Injectable()
export class Following {
  constructor(
    private readonly rights: RightsNow,
    private readonly access: ConversationAccess,
    private readonly conversations: OpenConversationQueries,
  ) {}

  /** From now on the socket hears what happens in these, and in no others; gives those that it may follow. */
  async follow(
    socket: Socket,
    me: SignedInMember,
    conversationIds: string[],
  ): Promise<FollowedConversation[]> {
    const { actor } = me;
    const { brandId, locale } = actor;
    const readable = await this.access.readable(actor, conversationIds);
    const found = readable.length > 0 ? await this.conversations.followed(actor, readable) : [];
    const rooms = found.flatMap((conversation) => [
      conversationRoom(brandId, conversation.id, 'member', locale),
      ...conversation.personIds.map((personId) => presenceRoom(brandId, personId)),
    ]);
    const kept = new Set(rooms);
    for (const room of socket.rooms) {
      if (/^(conversation|presence):/.test(room) && !kept.has(room)) await socket.leave(room);
    }
    await this.rights.confirm(socket, me);
    await socket.join(rooms);
    return found;
  }

  /** The socket goes on with what its member may still read. */
  async again(socket: Socket): Promise<void> {
    const me = await this.rights.of(socket);
    const ids = [...socket.rooms].flatMap((room) => conversationOf(room) ?? []);
    const followed = await this.follow(socket, me, [...new Set(ids)]);
    const readable = new Set(followed.map(({ id }) => id));
    for (const room of socket.rooms) {
      const id = conversationOf(room);
      if (id && !readable.has(id)) await socket.leave(room);
    }
  }
}
