import { CloseConversation, ConversationAccess, SnoozeConversation } from '../../src/conversations/index.js';
import { DistributionModule, TransferConversation } from '../../src/distribution/index.js';
import { newId, type MemberActor } from '../../src/kernel/index.js';
import { startWorld, type World } from './world.js';
import { outcomeOf } from '../support/outcome.js';

let world: World;
let lea: MemberActor;
let karim: MemberActor;
let conversationId: string;

beforeAll(async () => {
  world = await startWorld({}, DistributionModule);
});
afterAll(() => world?.close());

/** Léa's conversation with Ada, with whom Karim talks in another: he reads this one, and it is hers. */
beforeEach(async () => {
  lea = await world.member('Léa');
  karim = await world.member('Karim');
  const ada = await world.visitor({ name: 'Ada' });
  conversationId = await world.conversation(ada, { member: lea });
  await world.conversation(ada, { member: karim });
  await world.database.query(
    `WITH one AS (INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, $2, $2::uuid::text, now()) RETURNING id)
     INSERT INTO group_members (brand_id, group_id, member_id) SELECT $1, one.id, unnest($3::uuid[]) FROM one`,
    [world.brandId, newId(), [lea.id, karim.id]],
  );
});

/** Karim had it before her. */
const hadIt = () =>
  world.database.query(
    `INSERT INTO contacts (brand_id, id, conversation_id, member_id, started_at, ended_at, ended_how)
     VALUES ($1, $2, $3, $4, '2026-01-01', '2026-01-02', 'transferred')`,
    [world.brandId, newId(), conversationId, karim.id],
  );

const VERBS: [string, (actor: MemberActor) => Promise<unknown>][] = [
  ['close', (actor) => world.get(CloseConversation).run(actor, { conversationId })],
  [
    'snooze',
    (actor) =>
      world
        .get(SnoozeConversation)
        .run(actor, { conversationId, until: new Date(Date.now() + 3_600_000), keep: false }),
  ],
  [
    'transfer',
    (actor) =>
      world
        .get(TransferConversation)
        .run(actor, { conversationId, to: { memberId: karim.id }, comment: 'Please' }),
  ],
];

const stored = () =>
  world.database.query('SELECT state, member_id, assigned_to FROM conversations WHERE id = $1', [
    conversationId,
  ]);

it.each(VERBS)(
  'an agent who reads a conversation of another cannot %s it, who holds it can',
  async (_, run) => {
    const before = await stored();
    expect((await world.get(ConversationAccess).conversation(karim, conversationId)).memberId).toBe(lea.id);
    expect(await outcomeOf(run(karim))).toBe('forbidden');
    await hadIt();
    expect(await outcomeOf(run(karim))).toBe('meanwhile_landed');
    expect(await stored()).toEqual(before);
    expect(await outcomeOf(run(lea))).toBe('done');
  },
);
