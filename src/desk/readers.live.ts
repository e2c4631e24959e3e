import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ConversationMoved } from '../conversations/index.js';
import { memberRoom } from '../members/index.js';
import { Events, Live } from '../platform/index.js';
import { Following } from './following.js';

interface FormerHolders {
  brandId: string;
  memberIds: string[];
}

const FORMER_HOLDERS = 'desk.former_holders';

/** Who holds a conversation no more may read less of its visitor: their desks, on every node, hear only what they may. */
@Injectable()
export class ReadersLive implements OnModuleInit {
  private readonly logger = new Logger('ReadersLive');

  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly following: Following,
  ) {}

  onModuleInit(): void {
    this.live.whenTold<FormerHolders>(FORMER_HOLDERS, (former) => void this.lookAgain(former));
    this.events.onCommitted(ConversationMoved, ({ brandId, data: { to, memberBefore } }) => {
      if (memberBefore !== null && to !== 'on_desk')
        this.live.tellNodes(FORMER_HOLDERS, { brandId, memberIds: [memberBefore] });
    });
  }

  private async lookAgain({ brandId, memberIds }: FormerHolders): Promise<void> {
    const { members } = this.live;
    for (const memberId of memberIds) {
      for (const id of members?.adapter.rooms.get(memberRoom(brandId, memberId)) ?? []) {
        const socket = members?.sockets.get(id);
        if (!socket) continue;
        await this.following
          .again(socket as never)
          .catch((error: unknown) =>
            this.logger.warn(`a desk could not be looked at again: ${String(error)}`),
          );
      }
    }
  }
}
