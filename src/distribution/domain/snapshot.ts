/** How a rule shares conversations among its groups: `SHARINGS` tells what each does. */
export type Sharing = 'cascade' | 'equal' | 'weighted' | 'least_loaded';

export type MemberState = 'available' | 'away' | 'offline';

export interface Rule {
  id: string;
  sharing: Sharing;
  enabled: boolean;
}

/** The conversations that wait for one group under one rule. */
export interface Queue {
  id: string;
  groupId: string;
  groupActive: boolean;
  /** Whether its rule still lists the group; what waits here is served all the same. */
  listed: boolean;
  /** Null for a group's return queue, which only conversations that come back enter. */
  ruleId: string | null;
  /** Order of the group in its rule. */
  position: number;
  threshold: number;
  /** Per cent of a weighted rule's conversations. */
  share: number;
  /** Conversations waiting here that no member is assigned. */
  waiting: number;
  /** Number of the last conversation received from the rule; 0 for never. */
  receivedNo: number;
  /** What a weighted rule owes this group (below zero: what it gave in advance), in hundredths. */
  credit: number;
  /** Conversations received in the present run, in which every group of the rule had room. */
  inRun: number;
}

export interface Member {
  id: string;
  name: string;
  state: MemberState;
  groupIds: string[];
  capacity: number;
  taken: number;
  /** Places kept free for something to come, such as an appointment. */
  reserved: number;
  /** Number of the last new conversation; 0 for never. */
  lastNewNo: number;
}

export interface Waiting {
  conversationId: string;
  /** Null where the conversation came through no rule: then it is assigned. */
  queueId: string | null;
  groupId: string | null;
  /** Order of arrival. */
  queueNo: number;
  assignedTo: string | null;
  /** Null for an assignment that does not expire. */
  assignedUntil: Date | null;
  /** It takes a place of its member as soon as they are connected, free or not. */
  landsOnConnection: boolean;
}

/**
 * What a routing decision depends on, read under the brand's routing lock. `waiting` need only hold the head
 * of each line, up to the number of places that are free for it.
 */
export interface Snapshot {
  /** The last number given to an arrival, a receipt or a landing; one series for the brand. */
  lastNo: number;
  rules: Rule[];
  queues: Queue[];
  members: Member[];
  waiting: Waiting[];
}

/** The member for whom a conversation is kept now, or null where it is anybody's in its group. */
export function keptFor(waiting: Waiting, now: Date): string | null {
  const expired = waiting.assignedUntil !== null && waiting.assignedUntil <= now;
  return expired ? null : waiting.assignedTo;
}
