import { randomUUID } from 'node:crypto';
import { CloseConversation, PostMessage } from '../../src/conversations/index.js';
import {
  DistributionModule,
  Passes,
  SaveGroup,
  SaveRule,
  StartConversation,
  type RuleInput,
  type StartedConversation,
} from '../../src/distribution/index.js';
import {
  Clock,
  Refusal,
  systemActor,
  type MemberActor,
  type SystemActor,
  type VisitorActor,
} from '../../src/kernel/index.js';
import { SaveMember } from '../../src/members/index.js';
import { Pump } from '../../src/platform/index.js';
import { startWorld, type World } from '../conversations/world.js';

/** A brand with rules, groups and members who come and go. */
export interface Floor extends World {
  system: SystemActor;
  group(name: string, members?: MemberActor[]): Promise<string>;
  rule(
    queues: [groupId: string, threshold: number, share?: number][],
    more?: Partial<RuleInput>,
  ): Promise<string>;
  /** A member who is at their desk with this many places. */
  atDesk(name: string, capacity?: number): Promise<MemberActor>;
  /** As the members' own verbs leave it, followed by the pass that they bring about. */
  become(member: MemberActor, state: 'available' | 'away' | 'offline'): Promise<void>;
  setCapacity(member: MemberActor, capacity: number): Promise<void>;
  write(ruleId: string, visitor?: VisitorActor, clientId?: string): Promise<StartedConversation>;
  close(): Promise<void>;
  end(conversationId: string): Promise<void>;
  /** Conversations on the member's desk, in the order in which they landed. */
  desk(member: MemberActor): Promise<string[]>;
  waiting(ruleId: string, groupId: string): Promise<number>;
  /** What a conversation is now: its state, whose it is and until when. */
  facts(conversationId: string): Promise<ConversationFacts>;
  /** The codes of its information lines, in order. */
  lines(conversationId: string): Promise<string[]>;
  /** Each of its contacts: whose, and how it ended. */
  contacts(conversationId: string): Promise<[memberId: string, endedHow: string | null][]>;
  say(actor: VisitorActor | MemberActor, conversationId: string, body?: string): Promise<void>;
  /** The clock goes on, and what is due by then has been done. */
  after(minutes: number): Promise<void>;
  /** Every pass that was asked for is over. */
  settled(): Promise<void>;
}

export interface ConversationFacts {
  state: string;
  memberId: string | null;
  assignedTo: string | null;
  assignedUntil: Date | null;
  groupId: string | null;
  /** The rule of the queue in which it waits; null for a return queue. */
  queueRuleId: string | null;
  queueNo: number | null;
  queuedAt: Date | null;
  snoozedUntil: Date | null;
  snoozedBy: string | null;
}

export async function startFloor(): Promise<Floor> {
  return floorOf(await startWorld({ DATABASE_POOL: '20' }, DistributionModule));
}

export function floorOf(world: World): Floor {
  const { database, brandId, siteId } = world;
  const system = systemActor(brandId);
  let names = 0;
  const settled = () => world.get(Passes).idle();
  const pass = async () => {
    world.get(Passes).soon(brandId);
    await settled();
  };
  const turn = async () => {
    world.get(Pump).turn();
    await world.get(Pump).idle();
    await pass();
  };
  const setState = (member: MemberActor, state: string) =>
    database.query('UPDATE members SET state = $2 WHERE id = $1', [member.id, state]);
  return {
    ...world,
    system,
    settled,
    group: (name, members = []) =>
      world.get(SaveGroup).run(system, {
        name: `${name} ${(names += 1)}`,
        active: true,
        memberIds: members.map(({ id }) => id),
      }),
    rule: (queues, more = {}) =>
      world.get(SaveRule).run(system, {
        name: `Advice ${(names += 1)}`,
        enabled: true,
        sharing: 'cascade',
        lastResort: 'nothing',
        queues: queues.map(([groupId, threshold, share = 0]) => ({ groupId, threshold, share })),
        ...more,
      }),
    async atDesk(name, capacity = 3) {
      const member = await world.member(name);
      await database.query('UPDATE members SET capacity = $2 WHERE id = $1', [member.id, capacity]);
      await setState(member, 'available');
      return member;
    },
    async become(member, state) {
      await setState(member, state);
      await pass();
    },
    async setCapacity(member, capacity) {
      const { id: memberId } = member;
      await world
        .get(SaveMember)
        .run(system, { memberId, role: 'agent', kind: 'staff', status: 'active', capacity });
      await settled();
    },
    async write(ruleId, visitor, clientId = randomUUID()) {
      const actor = visitor ?? (await world.visitor());
      return world
        .get(StartConversation)
        .run(actor, { siteId, ruleId, clientId, body: 'Bonjour', locale: 'fr' });
    },
    async end(conversationId) {
      await world.get(CloseConversation).run(system, { conversationId });
      await settled();
    },
    async desk(member) {
      const rows = await database.query<{ id: string }>(
        `SELECT c.id FROM conversations c JOIN contacts o ON o.conversation_id = c.id AND o.ended_at IS NULL
         WHERE c.member_id = $1 AND c.state = 'on_desk' ORDER BY o.started_at, o.id`,
        [member.id],
      );
      return rows.map(({ id }) => id);
    },
    async facts(conversationId) {
      const [facts] = await database.query<ConversationFacts>(
        `SELECT c.state, c.member_id AS "memberId", c.assigned_to AS "assignedTo", c.assigned_until AS "assignedUntil",
           c.group_id AS "groupId", q.rule_id AS "queueRuleId", c.queue_no::integer AS "queueNo",
           c.queued_at AS "queuedAt", c.snoozed_until AS "snoozedUntil", c.snoozed_by AS "snoozedBy"
         FROM conversations c LEFT JOIN queues q ON q.id = c.queue_id WHERE c.id = $1`,
        [conversationId],
      );
      return facts;
    },
    async lines(conversationId) {
      const rows = await database.query<{ code: string }>(
        `SELECT code FROM entries WHERE conversation_id = $1 AND kind = 'line' ORDER BY seq`,
        [conversationId],
      );
      return rows.map(({ code }) => code);
    },
    async contacts(conversationId) {
      const rows = await database.query<{ member: string; how: string | null }>(
        `SELECT member_id AS member, ended_how AS how FROM contacts WHERE conversation_id = $1 ORDER BY started_at, id`,
        [conversationId],
      );
      return rows.map(({ member, how }) => [member, how]);
    },
    async say(actor, conversationId, body = 'Encore un mot') {
      await world.get(PostMessage).run(actor, { conversationId, clientId: randomUUID(), body });
      await turn();
    },
    async after(minutes) {
      world.get(Clock).shift(minutes * 60_000);
      await turn();
    },
    async waiting(ruleId, groupId) {
      const [row] = await database.query<{ waiting: number }>(
        'SELECT waiting FROM queues WHERE rule_id = $1 AND group_id = $2',
        [ruleId, groupId],
      );
      return row.waiting;
    },
  };
}

/** The code of the refusal, with the name it gives or the field it is about; else what came of it. */
export async function refusalOf(act: Promise<unknown>): Promise<unknown> {
  try {
    return (await act) ?? 'done';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, details } = error;
    return details.fields ?? (details.params?.name ? [code, details.params.name] : code);
  }
}

export function idOf(started: StartedConversation): string {
  if (started.state === 'no_room') throw new Error('There was no room.');
  return started.conversationId;
}
