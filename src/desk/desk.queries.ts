import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { Statements } from '../platform/index.js';

export type DeskList = 'mine' | 'assigned' | 'snoozed';

/** A conversation as it stands in one of the lists. */
export interface ListedConversation {
  list: DeskList;
  id: string;
  visitorId: string;
  visitorName: string | null;
  /** Every browser of the person: who of them is connected makes the person online. */
  personIds: string[];
  online: boolean;
  startedAt: string;
  snoozedUntil: string | null;
  lastSeq: number;
  lastAt: string | null;
  excerpt: string | null;
  excerptSide: 'visitor' | 'member' | 'bot' | null;
  excerptBy: string | null;
  unread: number;
}

export interface WaitingQueue {
  name: string;
  waiting: number;
}

export interface DeskLists {
  items: ListedConversation[];
  queues: WaitingQueue[];
}

/** What a member's desk lists, in one round trip. */
@Injectable()
export class DeskQueries {
  constructor(private readonly statements: Statements) {}

  async lists({ brandId, id }: MemberActor): Promise<DeskLists> {
    const [row] = await this.statements.run<{
      items: ListedConversation[] | null;
      queues: WaitingQueue[] | null;
    }>('desk_lists', 'SELECT items, queues FROM desk_lists($1, $2)', [brandId, id]);
    return { items: row?.items ?? [], queues: row?.queues ?? [] };
  }
}
