import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { Decision, Landing } from './domain/distribute.js';
import type { PassRecord } from './domain/pass-record.js';
import type { PlacedConversation } from './domain/place.js';
import type { Snapshot, Waiting } from './domain/snapshot.js';
import type { Trace } from './domain/trace.js';

/** The snapshot, with the rules that the visitors' pages were last told to have room. */
export interface RoutingState extends Snapshot {
  openRules: string[];
}

/** Why things went where they went, as it is kept. */
export type RoutingRecord = { kind: 'arrival'; trace: Trace } | { kind: 'pass'; pass: PassRecord };

export interface Landed {
  landing: Landing;
  /** How the conversation tells of it: as an arrival, or as taken over from another member. */
  code: 'landed' | 'handed_over';
  /** Nobody held it before. */
  isNew: boolean;
  eventId: string;
  moveId: string;
  /** The member for whom it waited. */
  assignedTo: string | null;
  seq: number;
  /** Null where it comes back to who held it last: the visitor is not told. */
  visitorSeq: number | null;
  memberName: string;
  memberPicture: string | null;
}

/** An assignment that is over. */
export interface Expired {
  conversationId: string;
  eventId: string;
  moveId: string;
  memberId: string;
  memberName: string;
  memberPicture: string | null;
  seq: number;
}

interface LandedRow {
  kind: 'landed' | 'expired';
  conversation_id: string;
  member_id: string;
  seq: number;
  visitor_seq: number | null;
  member_name: string;
  member_picture: string | null;
  code: Landed['code'];
  is_new: boolean;
  assigned_to: string | null;
}

/** Which of the events of a pass have to go to the pump. */
export interface AwaitedEvents {
  landed: boolean;
  landedMove: boolean;
  expired: boolean;
  expiredMove: boolean;
}

type Read = Omit<RoutingState, 'waiting'> & {
  waiting: (Omit<Waiting, 'assignedUntil'> & { assignedUntil: string | null })[];
};

/** Reads what routing decisions depend on and writes what a pass decided; within a unit of work. */
@Injectable()
export class Routing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Locks the brand's routing until the end of the unit of work: whoever decides, decides alone. */
  async take(): Promise<RoutingState> {
    return this.read('take_routing');
  }

  /** Looks without a lock: for what changes nothing. */
  async look(): Promise<RoutingState> {
    return this.read('routing_snapshot');
  }

  /** Writes the decisions of a pass in one statement; gives those whose conversation was still there. */
  async land(
    decisions: Decision[],
    pass: PassRecord,
    facts: { lastNo: number; recordId: string; awaited: AwaitedEvents },
  ): Promise<{ landed: Landed[]; expired: Expired[] }> {
    const landings = decisions.filter((each) => each.kind === 'land').map(withIds);
    const expiries = decisions.filter((each) => each.kind === 'expire').map(withIds);
    const { awaited } = facts;
    const record: RoutingRecord = { kind: 'pass', pass };
    const rows = await this.unitOfWork.query<LandedRow>(
      `SELECT * FROM land_conversations($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        this.unitOfWork.brandId,
        this.clock.now(),
        awaited.landed,
        facts.recordId,
        JSON.stringify(record),
        facts.lastNo,
        landings.map(({ decision }) => decision.conversationId),
        landings.map(({ decision }) => decision.memberId),
        landings.map(({ decision }) => decision.no),
        landings.map(() => newId()),
        landings.map(({ ids }) => ids.eventId),
        expiries.map(({ decision }) => decision.conversationId),
        expiries.map(({ ids }) => ids.eventId),
        awaited.expired,
        landings.map(({ ids }) => ids.moveId),
        awaited.landedMove,
        expiries.map(({ ids }) => ids.moveId),
        awaited.expiredMove,
      ],
    );
    const written = new Map(rows.map((row) => [`${row.kind} ${row.conversation_id}`, row]));
    return {
      landed: landings.flatMap(({ decision, ids }) => {
        const row = written.get(`landed ${decision.conversationId}`);
        return row ? [landedFrom(decision, ids, row)] : [];
      }),
      expired: expiries.flatMap(({ decision, ids }) => {
        const row = written.get(`expired ${decision.conversationId}`);
        return row ? [expiredFrom(ids, row)] : [];
      }),
    };
  }

  /** Counts a new conversation where it was placed, and keeps why. */
  async note(placement: PlacedConversation, no: number, recordId: string): Promise<void> {
    const record: RoutingRecord = { kind: 'arrival', trace: placement.trace };
    await this.unitOfWork.query(
      `WITH numbered AS (
         UPDATE routing SET last_no = $2 WHERE brand_id = $1
       ), kept AS (
         INSERT INTO routing_records (brand_id, id, at, record) VALUES ($1, $3, $4, $5)
       ), turn AS (
         INSERT INTO member_turns (brand_id, member_id, last_no) SELECT $1, $6, $2 WHERE $6::uuid IS NOT NULL
         ON CONFLICT (brand_id, member_id) DO UPDATE SET last_no = excluded.last_no
       )
       UPDATE queues q SET last_received_no = t."receivedNo", credit = t.credit, in_run = t."inRun",
         received = q.received + CASE WHEN q.id = $7 THEN 1 ELSE 0 END
       FROM jsonb_to_recordset($8) AS t("queueId" uuid, "receivedNo" bigint, credit integer, "inRun" integer)
       WHERE q.brand_id = $1 AND q.id = t."queueId"`,
      [
        this.unitOfWork.brandId,
        no,
        recordId,
        this.clock.now(),
        JSON.stringify(record),
        placement.kind === 'desk' ? placement.memberId : null,
        placement.queueId,
        JSON.stringify(placement.tallies),
      ],
    );
  }

  /** Keeps in mind what the visitors' pages are told; a change of room without a decision. */
  async noteOpenRules(openRules: string[]): Promise<void> {
    await this.unitOfWork.execute('UPDATE routing SET open_rules = $2 WHERE brand_id = $1', [
      this.unitOfWork.brandId,
      openRules,
    ]);
  }

  private async read(from: 'take_routing' | 'routing_snapshot'): Promise<RoutingState> {
    const { state } = await this.unitOfWork.one<{ state: Read }>(`SELECT ${from}($1, $2) AS state`, [
      this.unitOfWork.brandId,
      this.clock.now(),
    ]);
    const waiting = state.waiting.map((each) => ({
      ...each,
      assignedUntil: each.assignedUntil === null ? null : new Date(each.assignedUntil),
    }));
    return { ...state, waiting };
  }
}

interface EventIds {
  eventId: string;
  moveId: string;
}

function withIds<Each extends Decision>(decision: Each): { decision: Each; ids: EventIds } {
  return { decision, ids: { eventId: newId(), moveId: newId() } };
}

function landedFrom(landing: Landing, ids: EventIds, row: LandedRow): Landed {
  return {
    ...ids,
    landing,
    code: row.code,
    isNew: row.is_new,
    assignedTo: row.assigned_to,
    seq: row.seq,
    visitorSeq: row.visitor_seq,
    memberName: row.member_name,
    memberPicture: row.member_picture,
  };
}

function expiredFrom(ids: EventIds, row: LandedRow): Expired {
  return {
    ...ids,
    conversationId: row.conversation_id,
    memberId: row.member_id,
    memberName: row.member_name,
    memberPicture: row.member_picture,
    seq: row.seq,
  };
}
