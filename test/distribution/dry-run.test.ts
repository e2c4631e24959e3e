import { DryRun, RoutingTraces, SaveRule, type RuleInput } from '../../src/distribution/index.js';
import { systemActor, type MemberActor } from '../../src/kernel/index.js';
import { randomFrom } from './snapshots.js';
import { idOf, startFloor, type Floor } from './world.js';

const ROUNDS = 4;
const ACTS = 30;
const STATES = ['available', 'available', 'away', 'offline'] as const;

let floor: Floor;
let manager: MemberActor;

beforeAll(async () => {
  floor = await startFloor();
  manager = await floor.member('Maud', 'manager');
});
afterAll(() => floor.close());

test.each(Array.from({ length: ROUNDS }, (_, seed) => seed))(
  'the dry run tells what then happens, whatever the state: round %i',
  async (seed) => {
    const random = randomFrom(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
    const { members, rules } = await aFloorOf(seed);
    const outcomes = new Set<string>();

    for (let act = 0; act < ACTS; act += 1) {
      await change(pick(members), pick(STATES));
      const ruleId = pick(rules);
      const trial = await floor.get(DryRun).run(manager, { ruleId });
      const started = await floor.write(ruleId);
      outcomes.add(trial.kind);
      if (trial.kind === 'no_room') {
        expect(started.state).toBe('no_room');
        continue;
      }
      const id = idOf(started);
      const [{ trace }] = await floor.get(RoutingTraces).of(manager, id);
      expect(trace).toEqual(trial.trace);
      const { state, memberId } = await floor.facts(id);
      expect({ state, memberId }).toEqual(
        trial.kind === 'desk'
          ? { state: 'on_desk', memberId: trial.memberId }
          : { state: 'waiting', memberId: null },
      );
      if (random() < 0.3) await endOneOf(pick(members));
    }
    expect([...outcomes].sort()).toEqual(['desk', 'no_room', 'wait']);
  },
  180_000,
);

test.each([
  ['the same split, with another threshold', [60, 40], 20],
  ['another split', [61, 39], 10],
])(
  'the dry run of a rule that is not saved yet tells what happens once it is: %s',
  async (name, shares, most) => {
    const groups = [await floor.group(`first of ${name}`), await floor.group(`second of ${name}`)];
    const queues = (each: number[], threshold: number) =>
      groups.map((groupId, at) => ({ groupId, threshold, share: each[at] }));
    const rule: RuleInput = {
      ...{ name, enabled: true, sharing: 'weighted', lastResort: 'nothing' },
      queues: queues([60, 40], 10),
    };
    const system = systemActor(floor.brandId);
    const ruleId = await floor.get(SaveRule).run(system, rule);
    await floor.write(ruleId);
    const changed = { ...rule, queues: queues(shares, most) };
    const { trace } = await floor.get(DryRun).run(manager, { ruleId, asIf: changed });
    await floor.get(SaveRule).run(system, { ...changed, ruleId });
    const [arrival] = await floor.get(RoutingTraces).of(manager, idOf(await floor.write(ruleId)));
    expect(trace).toEqual(arrival.trace);
  },
);

/** As a commit leaves it before its pass: somebody may be free while others wait for them. */
async function change(member: MemberActor, state: string): Promise<void> {
  await floor.settled();
  await floor.database.query('UPDATE members SET state = $2 WHERE id = $1', [member.id, state]);
}

async function endOneOf(member: MemberActor): Promise<void> {
  const [id] = await floor.desk(member);
  if (id) await floor.end(id);
}

/** Five members in three groups that overlap, under rules of every kind of sharing. */
async function aFloorOf(seed: number): Promise<{ members: MemberActor[]; rules: string[] }> {
  const names = ['Ada', 'Bo', 'Cy', 'Di', 'Ed'].map((name) => `${name} ${seed}`);
  const members: MemberActor[] = [];
  for (const [at, name] of names.entries()) members.push(await floor.atDesk(name, 1 + (at % 3)));
  const a = await floor.group(`a ${seed}`, members.slice(0, 3));
  const b = await floor.group(`b ${seed}`, members.slice(2, 5));
  const c = await floor.group(`c ${seed}`, [members[0], members[4]]);
  const rules = [
    await floor.rule([
      [a, 2],
      [b, 3],
    ]),
    await floor.rule([
      [c, 0],
      [a, 0],
    ]),
    await floor.rule(
      [
        [a, 2],
        [b, 0],
        [c, 2],
      ],
      { sharing: 'equal' },
    ),
    await floor.rule(
      [
        [b, 3, 70],
        [c, 2, 30],
      ],
      { sharing: 'weighted' },
    ),
    await floor.rule(
      [
        [a, 2],
        [b, 1],
        [c, 0],
      ],
      { sharing: 'least_loaded' },
    ),
  ];
  return { members, rules };
}
