import { setTimeout as sleep } from 'node:timers/promises';
import { ConversationAccess } from '../../src/conversations/conversation.access.js';
import { ConversationLock, termsOf, type LockTerms } from '../../src/conversations/conversation-lock.js';
import { MOVES, STATES, type ConversationState } from '../../src/conversations/domain/state.js';
import { Conversation } from '../../src/conversations/conversation.entity.js';
import { newId, Refusal, systemActor, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { connected } from '../support/servers/postgres.js';
import { startLoaders, type Loaders } from './world.js';

const NOT_FOUND = 'not_found not_found {}';
const FORBIDDEN = 'forbidden forbidden {}';

let world: Loaders;
let lock: ConversationLock;
let ada: VisitorActor;
let lea: MemberActor;
let mona: MemberActor;
let tom: MemberActor;
let zoe: MemberActor;
let id: string;

beforeAll(async () => {
  world = await startLoaders([Conversation]);
  lock = new ConversationLock(world.unitOfWork, new ConversationAccess(world.unitOfWork));
  ada = await world.visitor({ name: 'Ada' });
  lea = await world.member('Léa');
  mona = await world.member('Mona', 'manager');
  tom = await world.member('Tom');
  zoe = await world.member('Zoé');
});
afterAll(() => world?.close());
beforeEach(async () => (id = await world.conversation(ada, { member: lea })));

const EVERYBODYS: LockTerms = { states: STATES, may: () => true };
/** No act makes sense any more: what is told of the one who was first. */
const TOO_LATE: LockTerms = { states: [], may: () => true };

/** Of a lock: null, or the kind, the code and the names of its refusal. */
async function outcome(
  actor: Parameters<ConversationLock['lock']>[0],
  terms: Partial<LockTerms> = {},
  of = id,
): Promise<string | null> {
  try {
    await world.unitOfWork.run(actor.brandId, () => lock.lock(actor, of, { ...EVERYBODYS, ...terms }));
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.kind} ${error.code} ${JSON.stringify(error.details.params ?? {})}`;
  }
}

async function happened(
  why: string,
  actor: MemberActor | null,
  brandId = world.brandId,
  of = id,
): Promise<void> {
  await world.database.query(
    `INSERT INTO events (brand_id, id, name, actor_kind, actor_id, conversation_id, data, pending, at)
     VALUES ($1, $2, $6, $3, $4, $5, $7, false, '2026-01-01')`,
    [
      brandId,
      newId(),
      actor ? 'member' : 'system',
      actor?.id ?? null,
      of,
      ...(why in MOVES ? ['conversation.moved', { why }] : [why, {}]),
    ],
  );
}

async function becomes(state: ConversationState, of = id): Promise<void> {
  const columns = {
    bot: '',
    waiting: '',
    on_desk: `, member_id = '${lea.id}'`,
    snoozed: `, snoozed_until = now(), snoozed_by = '${lea.id}'`,
    closed: `, closed_at = started_at, close_reason = 'done'`,
  };
  const nowhere =
    'member_id = NULL, snoozed_until = NULL, snoozed_by = NULL, closed_at = NULL, close_reason = NULL';
  await world.database.query(`UPDATE conversations SET state = 'bot', ${nowhere} WHERE id = $1`, [of]);
  await world.set('conversations', of, `state = '${state}'${columns[state]}`);
}

describe('a lock', () => {
  it('gives what it holds to whom it is given, in a state in which the act makes sense', async () => {
    const claimed = await world.unitOfWork.run(world.brandId, () =>
      lock.lock(lea, id, { states: ['on_desk'], may: (actor, { memberId }) => memberId === actor.id }),
    );
    expect(claimed).toMatchObject({ id, state: 'on_desk', memberId: lea.id });
    for (const state of STATES) {
      await becomes(state);
      expect([state, await outcome(mona)]).toEqual([state, null]);
      expect([state, await outcome(mona, { states: [state] })]).toEqual([state, null]);
    }
    expect([...STATES].sort()).toEqual(['bot', 'closed', 'on_desk', 'snoozed', 'waiting']);
  });

  it('asks for what a move asks for', () => {
    expect(termsOf('resumed')).toEqual({ states: ['snoozed'], may: MOVES.resumed.may });
  });

  it('is asked of nobody for the application itself', async () => {
    const nobody = { may: () => false };
    expect(await outcome(systemActor(world.brandId), nobody)).toBeNull();
    expect(await outcome(systemActor(world.brandId), { ...nobody, states: ['bot'] })).toBe(
      'conflict meanwhile_landed {"name":""}',
    );
  });

  it('of nothing, of another brand or of what is none of an agent’s business is refused', async () => {
    const stranger = await (await world.neighbour()).member('Stranger', 'admin');
    for (const none of ['no id', '', newId()]) expect(await outcome(mona, {}, none)).toBe(NOT_FOUND);
    expect([await outcome(stranger), await outcome(tom)]).toEqual([NOT_FOUND, FORBIDDEN]);
  });

  it('is refused to whom it is not given; whoever had it is told what happened, as managers are', async () => {
    const mine = { may: () => false };
    await happened('landed', null);
    const landed = 'conflict meanwhile_landed {"name":"Léa"}';
    expect(await outcome(mona, mine)).toBe(landed);
    expect(await outcome(lea, mine)).toBe(landed);
    const later = await world.conversation(ada, { member: tom });
    expect(await outcome(tom, mine)).toBe(FORBIDDEN);
    await world.database.query('UPDATE contacts SET member_id = $2 WHERE conversation_id = $1', [
      later,
      lea.id,
    ]);
    expect(await outcome(tom, mine)).toBe(FORBIDDEN);
    await world.database.query('UPDATE contacts SET member_id = $2 WHERE conversation_id = $1', [id, tom.id]);
    expect(await outcome(tom, mine)).toBe(landed);
  });

  it('waits for the one before it, and sees what that one has done', async () => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let isHeld: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (isHeld = resolve));
    const first = world.unitOfWork.run(world.brandId, async () => {
      await lock.lock(lea, id, EVERYBODYS);
      isHeld();
      await ended;
      await world.unitOfWork.query(
        `UPDATE conversations SET state = 'closed', member_id = NULL, closed_at = started_at, close_reason = 'done' WHERE id = $1`,
        [id],
      );
    });
    await held;
    let second: string | null | undefined;
    const claimed = outcome(mona, { states: ['on_desk'] }).then((each) => (second = each));
    await sleep(100);
    expect(second).toBeUndefined();
    end();
    await first;
    expect(await claimed).toBe('conflict conversation_closed {}');
  });

  it('holds no conversation of another brand, and waits for none', async () => {
    const other = await world.neighbour();
    await other.conversation(await other.visitor(), { id });
    await connected(world.database.superuserUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM conversations WHERE brand_id = $1 FOR UPDATE', [other.brandId]);
      const late = sleep(2000).then(() => 'waits');
      expect(await Promise.race([outcome(lea), late])).toBeNull();
      await client.query('ROLLBACK');
    });
  });
});

describe('whoever comes second', () => {
  type Act = [name: string, who: 'Tom' | 'Zoé' | 'application'];
  const who = () => ({ Tom: tom, Zoé: zoe, application: null });
  const TRANSFERRED: Act = ['transferred', 'Zoé'];

  it.each<[ConversationState, Act[], string]>([
    ['closed', [TRANSFERRED, ['closed', 'Tom']], 'meanwhile_closed {"name":"Tom"}'],
    ['closed', [['closed', 'application']], 'conversation_closed {}'],
    ['closed', [], 'conversation_closed {}'],
    ['bot', [TRANSFERRED], 'with_bot {}'],
    ['on_desk', [TRANSFERRED, ['landed', 'application']], 'meanwhile_landed {"name":"Léa"}'],
    ['on_desk', [], 'meanwhile_landed {"name":""}'],
    ['snoozed', [TRANSFERRED, ['snoozed', 'Tom']], 'meanwhile_snoozed {"name":"Tom"}'],
    ['snoozed', [['snoozed', 'application']], 'done_already {}'],
    ['waiting', [['transferred', 'Tom']], 'meanwhile_transferred {"name":"Tom"}'],
    ['waiting', [TRANSFERRED, ['released', 'Tom']], 'meanwhile_released {"name":"Tom"}'],
    ['waiting', [['transferred', 'application']], 'meanwhile_waiting {}'],
    ['waiting', [['released', 'application']], 'meanwhile_waiting {}'],
    ['waiting', [TRANSFERRED, ['resumed', 'Tom']], 'meanwhile_waiting {}'],
    ['waiting', [TRANSFERRED, ['landed', 'application']], 'meanwhile_waiting {}'],
    ['waiting', [TRANSFERRED, ['closed', 'Tom']], 'meanwhile_waiting {}'],
    ['waiting', [TRANSFERRED, ['snoozed', 'Tom']], 'meanwhile_waiting {}'],
    ['waiting', [TRANSFERRED, ['note.created', 'Tom']], 'meanwhile_transferred {"name":"Zoé"}'],
    ['waiting', [TRANSFERRED, ['message.created', 'Tom']], 'meanwhile_transferred {"name":"Zoé"}'],
    ['waiting', [], 'meanwhile_waiting {}'],
  ])('to what is %s after %j is told %s', async (state, acts, told) => {
    await becomes(state);
    for (const [name, actor] of acts) await happened(name, who()[actor]);
    expect(await outcome(mona, TOO_LATE)).toBe(`conflict ${told}`);
  });

  it.each<[ConversationState, string]>([
    ['bot', 'with_bot'],
    ['waiting', 'done_already'],
    ['on_desk', 'done_already'],
    ['snoozed', 'done_already'],
    ['closed', 'conversation_closed'],
  ])('after themselves, to what is %s, is told %s', async (state, code) => {
    await becomes(state);
    await happened('transferred', tom);
    await happened('snoozed', mona);
    expect(await outcome(mona, TOO_LATE)).toBe(`conflict ${code} {}`);
  });

  it('is told nothing of another conversation or another brand', async () => {
    const other = await world.neighbour();
    const elsewhere = await world.conversation(ada);
    await becomes('waiting');
    await happened('transferred', tom);
    await happened('released', zoe, world.brandId, elsewhere);
    await happened('released', zoe, other.brandId);
    expect(await outcome(mona, TOO_LATE)).toBe('conflict meanwhile_transferred {"name":"Tom"}');
    // The same ids in the other brand; what is changed stands after its twin in the table.
    await other.conversation(await other.visitor(), {
      id,
      member: await other.member('Twin', 'agent', tom.id),
    });
    await world.set('members', tom.id, 'capacity = 4');
    await world.set('conversations', id, `locale = 'en'`);
    expect(await outcome(mona, TOO_LATE)).toBe('conflict meanwhile_transferred {"name":"Tom"}');
  });
});
