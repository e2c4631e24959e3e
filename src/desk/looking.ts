import { Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { ConversationAccess } from '../conversations/index.js';
import { RightsNow, type SignedInMember } from '../members/index.js';
import { Live, Views } from '../platform/index.js';
import { viewersRoom } from './desk-rooms.js';
import { ownAvatar } from './rail.js';

/**
 * Tells the desks that look at the same conversation of each other, on whichever nodes they are. Nothing is kept here: a
 * desk says every now and then that it still looks, and others forget one that has been silent for a minute.
 */
@Injectable()
export class Looking {
  constructor(
    private readonly access: ConversationAccess,
    private readonly rights: RightsNow,
    private readonly live: Live,
    private readonly views: Views,
  ) {}

  listen(socket: Socket, brandId: string): void {
    socket.once('disconnect', () => this.left(socket, brandId));
  }

  /** What the desk looks at from now on, or still; null for none. */
  async look(socket: Socket, me: SignedInMember, conversationId: string | null): Promise<void> {
    const { brandId, id, locale } = me.actor;
    const data = socket.data as { looksAt?: string | null };
    const room = conversationId && viewersRoom(brandId, conversationId);
    // A change of rights takes the socket out of the room.
    const isNew = data.looksAt !== conversationId || (room !== null && !socket.rooms.has(room));
    if (isNew && conversationId !== null) await this.access.conversation(me.actor, conversationId);
    if (isNew) this.left(socket, brandId);
    data.looksAt = conversationId;
    if (room === null) return;
    await this.rights.confirm(socket, me);
    await socket.join(room);
    const avatar = this.views.render('conversations/_avatar', ownAvatar(me), locale);
    const { name } = me;
    socket.to(room).emit('looking', { conversationId, desk: socket.id, memberId: id, name, avatar, isNew });
  }

  private left(socket: Socket, brandId: string): void {
    const { looksAt } = socket.data as { looksAt?: string | null };
    if (!looksAt) return;
    const room = viewersRoom(brandId, looksAt);
    void socket.leave(room);
    this.live.toMembers(room, 'left', { conversationId: looksAt, desk: socket.id });
  }
}
