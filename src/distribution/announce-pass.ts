import { Injectable } from '@nestjs/common';
import { ConversationMoved, ConversationsLive, type Entry } from '../conversations/index.js';
import { Events, UnitOfWork, type EventType } from '../platform/index.js';
import { AssignmentExpired, ConversationLanded } from './distribution.events.js';
import type { AwaitedEvents, Expired, Landed } from './routing.js';

interface News {
  recordId: string;
  landed: Landed[];
  expired: Expired[];
}

/** Tells of what a pass did once it is committed: the lines in the conversations, and the events to this process. */
@Injectable()
export class AnnouncePass {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly live: ConversationsLive,
  ) {}

  /** Which of a pass's events somebody waits for beyond this process. */
  awaited(): AwaitedEvents {
    const [someone, queueId, recordId] = ['', null, ''];
    return {
      landed: this.events.awaits(ConversationLanded, { memberId: someone, queueId, recordId, isNew: true }),
      landedMove: this.events.awaits(ConversationMoved, landedMove(null, someone)),
      expired: this.events.awaits(AssignmentExpired, { memberId: someone }),
      expiredMove: this.events.awaits(ConversationMoved, expiredMove(someone)),
    };
  }

  tell(brandId: string, { recordId, landed, expired }: News, at: Date): void {
    this.unitOfWork.afterCommit(() => {
      for (const { conversationId, memberId, moveId, ...told } of expired) {
        this.live.entry(brandId, line('assignment_expired', { ...told, conversationId, memberId }, at));
        const of = { brandId, conversationId, at };
        this.committed(AssignmentExpired, { ...of, eventId: told.eventId }, { memberId });
        this.committed(ConversationMoved, { ...of, eventId: moveId }, expiredMove(memberId));
      }
      for (const { landing, code, eventId, moveId, isNew, assignedTo, ...told } of landed) {
        const { conversationId, memberId, queueId } = landing;
        this.live.entry(brandId, line(code, { ...told, eventId, conversationId, memberId }, at));
        const of = { brandId, conversationId, at };
        this.committed(ConversationLanded, { ...of, eventId }, { memberId, queueId, recordId, isNew });
        this.committed(ConversationMoved, { ...of, eventId: moveId }, landedMove(assignedTo, memberId));
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

type MoveData = NonNullable<(typeof ConversationMoved)['data']>;

/** As `land_conversations` records them. */
function landedMove(memberBefore: string | null, memberAfter: string): MoveData {
  return { from: 'waiting', to: 'on_desk', memberBefore, memberAfter, why: 'landed' };
}

function expiredMove(memberBefore: string): MoveData {
  return { from: 'waiting', to: 'waiting', memberBefore, memberAfter: null, why: 'expired' };
}

interface LineFacts {
  conversationId: string;
  eventId: string;
  memberId: string;
  memberName: string;
  memberPicture: string | null;
  seq: number;
  visitorSeq?: number | null;
}

function line(code: Landed['code'] | 'assignment_expired', told: LineFacts, at: Date): Entry {
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
