import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoteMentioned } from '../conversations/index.js';
import { brandMembersRoom, memberRoom } from '../members/index.js';
import { NotificationFailed } from '../notifications/index.js';
import { SurveyAnswered } from '../surveys/index.js';
import { DocumentPublished } from '../sites/index.js';
import { VisitorSettingsChanged } from '../visitors/index.js';
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
    this.events.onCommitted(VisitorSettingsChanged, ({ brandId, subjectId: personId }) => {
      if (personId) this.live.toMembers(presenceRoom(brandId, personId), 'visitor', { personId });
    });
    this.events.onCommitted(NotificationFailed, ({ brandId, data: { visitorId: personId } }) => {
      if (personId) this.live.toMembers(presenceRoom(brandId, personId), 'visitor', { personId });
    });
    this.events.onCommitted(SurveyAnswered, ({ brandId, actorId: personId }) => {
      if (personId) this.live.toMembers(presenceRoom(brandId, personId), 'visitor', { personId });
    });
    this.presence.onCame((person) => {
      if (person.side === 'visitor') this.show(person, true);
    });
    this.presence.onGone(async (person) => {
      if (person.side === 'visitor') this.show(person, await this.isOnline(person));
    });
  }

  private show({ brandId, personId }: Person, online: boolean): void {
    this.live.toMembers(presenceRoom(brandId, personId), 'presence', { personId, online });
  }

  /** One browser of a person has gone; another may still be here. */
  private async isOnline({ brandId, personId }: Person): Promise<boolean> {
    return this.unitOfWork.run(brandId, async () => {
      const others = await this.unitOfWork.query<{ id: string }>(
        `SELECT o.id FROM visitors b JOIN visitors o ON o.brand_id = $1
           AND (o.id = coalesce(b.merged_into, b.id) OR o.merged_into = coalesce(b.merged_into, b.id))
         WHERE b.brand_id = $1 AND b.id = $2`,
        [brandId, personId],
      );
      return (
        (
          await this.presence.online(
            'visitor',
            others.map(({ id }) => id),
          )
        ).size > 0
      );
    });
  }
}
