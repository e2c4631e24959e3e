import { Injectable } from '@nestjs/common';
import { ConversationsLive, type Entry } from '../conversations/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ConversationLanded } from './distribution.events.js';
import type { Landed } from './routing.js';

/** Tells of landings once they are committed: the line in the conversation, and the event to this process. */
@Injectable()
export class LandingNews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly live: ConversationsLive,
  ) {}

  tell(brandId: string, recordId: string, landed: Landed[], at: Date): void {
    this.unitOfWork.afterCommit(() => {
      for (const each of landed) {
        this.live.entry(brandId, lineOf(each, at));
        this.events.committed(eventOf(brandId, recordId, each, at));
      }
    });
  }
}

function eventOf(brandId: string, recordId: string, { landing, eventId }: Landed, at: Date) {
  const { conversationId, memberId, queueId } = landing;
  return {
    id: eventId,
    name: ConversationLanded.name,
    brandId,
    actorKind: 'system' as const,
    actorId: null,
    subjectId: conversationId,
    conversationId,
    data: { memberId, queueId, recordId },
    at,
  };
}

function lineOf({ landing, eventId, seq, visitorSeq, memberName, memberPicture }: Landed, at: Date): Entry {
  return {
    conversationId: landing.conversationId,
    seq,
    visitorSeq,
    kind: 'line',
    side: 'system',
    authorId: landing.memberId,
    authorName: memberName,
    authorPicture: memberPicture,
    clientId: eventId,
    body: null,
    code: 'landed',
    params: {},
    fileIds: null,
    at,
  };
}
