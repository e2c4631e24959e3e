import { Injectable } from '@nestjs/common';
import { ConversationsLive, type Entry } from '../conversations/index.js';
import { Events, UnitOfWork, type EventType } from '../platform/index.js';
import { AssignmentExpired, ConversationLanded } from './distribution.events.js';
import type { Expired, Landed } from './routing.js';

interface News {
  recordId: string;
  landed: Landed[];
  expired: Expired[];
}

/** Tells of what a pass did once it is committed: the lines in the conversations, and the events to this process. */
@Injectable()
export class PassNews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly live: ConversationsLive,
  ) {}

  tell(brandId: string, { recordId, landed, expired }: News, at: Date): void {
    this.unitOfWork.afterCommit(() => {
      for (const { conversationId, memberId, ...told } of expired) {
        this.live.entry(brandId, line('assignment_expired', { ...told, conversationId, memberId }, at));
        const { eventId } = told;
        this.committed(AssignmentExpired, { brandId, eventId, conversationId, at }, { memberId });
      }
      for (const { landing, code, eventId, isNew, ...told } of landed) {
        const { conversationId, memberId, queueId } = landing;
        this.live.entry(brandId, line(code, { ...told, eventId, conversationId, memberId }, at));
        const data = { memberId, queueId, recordId, isNew };
        this.committed(ConversationLanded, { brandId, eventId, conversationId, at }, data);
      }
    });
  }

  private committed<Data extends object>(
    { name }: EventType<Data>,
    {
      brandId,
      eventId,
      conversationId,
      at,
    }: { brandId: string; eventId: string; conversationId: string; at: Date },
    data: Data,
  ): void {
    const subject = { subjectId: conversationId, conversationId };
    this.events.committed({
      id: eventId,
      name,
      brandId,
      actorKind: 'system',
      actorId: null,
      ...subject,
      data,
      at,
    });
  }
}

interface Told {
  conversationId: string;
  eventId: string;
  memberId: string;
  memberName: string;
  memberPicture: string | null;
  seq: number;
  visitorSeq?: number | null;
}

function line(code: Landed['code'] | 'assignment_expired', told: Told, at: Date): Entry {
  return {
    conversationId: told.conversationId,
    seq: told.seq,
    visitorSeq: told.visitorSeq ?? null,
    kind: 'line',
    side: 'system',
    authorId: told.memberId,
    authorName: told.memberName,
    authorPicture: told.memberPicture,
    clientId: told.eventId,
    body: null,
    code,
    params: {},
    fileIds: null,
    at,
  };
}
