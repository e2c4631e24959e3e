import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoteMentioned } from '../conversations/index.js';
import { brandMembersRoom, memberRoom } from '../members/index.js';
import { NotificationFailed } from '../outbox/index.js';
import { SurveyAnswered } from '../surveys/index.js';
import { DocumentPublished } from '../sites/index.js';
import {
  VisitorAddressChanged,
  VisitorBlocked,
  VisitorBlocks,
  VisitorIdentified,
  VisitorMerged,
  VisitorSettingsChanged,
  VisitorUnblocked,
} from '../visitors/index.js';
import { Events, Live, Presence, UnitOfWork, type Person } from '../platform/index.js';
import { presenceRoom } from './desk-rooms.js';

/** Tells desks what has changed about visitors and terms; they fetch what they show of it. */
@Injectable()
export class DeskLive implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly presence: Presence,
    private readonly unitOfWork: UnitOfWork,
    private readonly blocks: VisitorBlocks,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(DocumentPublished, ({ brandId, data: { after } }) => {
      if (after.audience === 'members' && after.mustAccept)
        this.live.toMembers(brandMembersRoom(brandId), 'terms', {});
    });
    this.events.onCommitted(NoteMentioned, ({ brandId, conversationId, data: { seq, memberIds } }) => {
      const rooms = memberIds.map((id) => memberRoom(brandId, id));
      this.live.toMembers(rooms, 'mentioned', { conversationId, seq });
    });
    for (const change of [
      VisitorIdentified,
      VisitorAddressChanged,
      VisitorSettingsChanged,
      VisitorBlocked,
      VisitorUnblocked,
    ]) {
      this.events.onCommitted<object>(change, ({ brandId, subjectId }) => this.tell(brandId, subjectId));
    }
    // The desks know the person still by the browser that they were.
    this.events.onCommitted(VisitorMerged, ({ brandId, data }) => this.tell(brandId, data.from));
    this.events.onCommitted(SurveyAnswered, ({ brandId, actorId }) => this.tell(brandId, actorId));
    this.events.onCommitted(NotificationFailed, ({ brandId, data }) => this.tell(brandId, data.visitorId));
    this.presence.onCame((person) => {
      if (person.side === 'visitor') this.show(person, true);
    });
    this.presence.onGone(async (person) => {
      if (person.side === 'visitor') this.show(person, await this.isOnline(person));
    });
  }

  private tell(brandId: string, personId: string | null): void {
    if (personId) this.live.toMembers(presenceRoom(brandId, personId), 'visitor', { personId });
  }

  private show({ brandId, personId }: Person, online: boolean): void {
    this.live.toMembers(presenceRoom(brandId, personId), 'presence', { personId, online });
  }

  /** One browser of a person has gone; another may still be here. */
  private async isOnline({ brandId, personId }: Person): Promise<boolean> {
    const browsers = await this.blocks.browsers(brandId, personId);
    return this.unitOfWork.run(brandId, () => this.presence.isVisitorOnline(browsers));
  }
}
