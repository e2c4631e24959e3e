import { randomUUID } from 'node:crypto';
import { CloseConversation } from '../../src/conversations/index.js';
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
  systemActor,
  type MemberActor,
  type SystemActor,
  type VisitorActor,
} from '../../src/kernel/index.js';
import { SaveMember } from '../../src/members/index.js';
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
  /** Every pass that was asked for is over. */
  settled(): Promise<void>;
}

export async function startFloor(): Promise<Floor> {
  return floorOf(await startWorld({ DATABASE_POOL: '20' }, DistributionModule));
}

export function floorOf(world: World): Floor {
  const { database, brandId, siteId } = world;
  const system = systemActor(brandId);
  const settled = () => world.get(Passes).idle();
  const pass = async () => {
    world.get(Passes).soon(brandId);
    await settled();
  };
  const setState = (member: MemberActor, state: string) =>
    database.query('UPDATE members SET state = $2 WHERE id = $1', [member.id, state]);
  return {
    ...world,
    system,
    settled,
    group: (name, members = []) =>
      world.get(SaveGroup).run(system, { name, active: true, memberIds: members.map(({ id }) => id) }),
    rule: (queues, more = {}) =>
      world.get(SaveRule).run(system, {
        name: 'Advice',
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
    async waiting(ruleId, groupId) {
      const [row] = await database.query<{ waiting: number }>(
        'SELECT waiting FROM queues WHERE rule_id = $1 AND group_id = $2',
        [ruleId, groupId],
      );
      return row.waiting;
    },
  };
}

export function idOf(started: StartedConversation): string {
  if (started.state === 'no_room') throw new Error('There was no room.');
  return started.conversationId;
}
