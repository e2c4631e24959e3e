import { ConversationAccess } from '../../src/conversations/index.js';
import type { MemberActor, VisitorActor } from '../../src/kernel/index.js';
import { Refusal, systemActor } from '../../src/kernel/index.js';
import { Events } from '../../src/platform/index.js';
import {
  ConversationTagged,
  ConversationUntagged,
  SaveTag,
  TagConversation,
  Tags,
  TagsModule,
} from '../../src/tags/index.js';
import { startWorld, type World } from '../conversations/world.js';

let world: World;
let visitor: VisitorActor;
let lea: MemberActor;
let manager: MemberActor;
let conversationId: string;

beforeAll(async () => {
  world = await startWorld({}, TagsModule);
});
afterAll(() => world.close());
beforeEach(async () => {
  visitor = await world.visitor({ name: 'Ada' });
  lea = await world.member('Léa');
  manager = await world.member('Manager', 'manager');
  conversationId = await world.conversation(visitor, { member: lea });
  await world.database.query('DELETE FROM conversation_tags');
  await world.database.query('DELETE FROM tags');
});

const save = (actor: MemberActor, input: Parameters<SaveTag['run']>[1]) =>
  world.get(SaveTag).run(actor, input);
const tag = (actor: MemberActor, tagId: string, on = true, id = conversationId) =>
  world.get(TagConversation).run(actor, { conversationId: id, tagId, on });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? (error.details.fields ?? error.code) : error),
  );
const shown = async () =>
  (await world.get(Tags).all(lea)).map(({ name, colour, archived, uses }) => ({
    name,
    colour,
    archived,
    uses,
  }));

describe('the tags of a brand', () => {
  test('are made, renamed, recoloured and archived by managers', async () => {
    const tagId = await save(manager, { name: ' Livraison ' });
    expect(await shown()).toEqual([{ name: 'Livraison', colour: 'grey', archived: false, uses: 0 }]);
    await save(manager, { tagId, name: 'Retours', colour: 'blue', archived: true });
    await save(manager, { name: 'Garantie' });
    expect(await shown()).toEqual([
      { name: 'Garantie', colour: 'grey', archived: false, uses: 0 },
      { name: 'Retours', colour: 'blue', archived: true, uses: 0 },
    ]);
    expect(await refusal(save(lea, { name: 'Autre' }))).toBe('forbidden');
    const kept = await world.database.query(
      `SELECT data FROM events WHERE name = 'settings.tag_saved' AND subject_id = $1 ORDER BY no`,
      [tagId],
    );
    expect(kept.at(-1)).toEqual({
      data: {
        before: { name: 'Livraison', colour: 'grey', archived: false },
        after: { name: 'Retours', colour: 'blue', archived: true },
      },
    });
  });

  test('have names of their own, whatever the case, and two who take one at once do not both get it', async () => {
    await save(manager, { name: 'Échange' });
    expect(await refusal(save(manager, { name: 'échange' }))).toEqual({ name: 'name_taken' });
    const tagId = await save(manager, { name: 'Ancien' });
    await save(manager, { tagId, name: 'Ancien', archived: true });
    expect(await refusal(save(manager, { name: 'ANCIEN' }))).toEqual({ name: 'tag_name_archived' });
    const both = await Promise.all([1, 2].map(() => refusal(save(manager, { name: 'Neuf' }))));
    expect(both).toContainEqual('done');
    expect(both).toContainEqual({ name: 'name_taken' });
  });

  test('stay within the brand', async () => {
    const tagId = await save(manager, { name: 'Livraison' });
    const neighbour = await (await world.neighbour()).member('Other', 'admin');
    expect(await world.get(Tags).all(neighbour)).toEqual([]);
    expect(await refusal(tag(neighbour, tagId))).toBe('not_found');
    await save(neighbour, { name: 'livraison' });
    expect(await shown()).toHaveLength(1);
  });
});

describe('a conversation', () => {
  test('is tagged and untagged once, with an event and a figure each', async () => {
    const heard: unknown[] = [];
    for (const event of [ConversationTagged, ConversationUntagged]) {
      world.get(Events).onCommitted(event, ({ name, data }) => void heard.push([name, data]));
    }
    const tagId = await save(manager, { name: 'Livraison' });
    await Promise.all([tag(lea, tagId), tag(manager, tagId)]);
    expect(await world.get(Tags).ofConversation(lea, conversationId)).toEqual([
      { id: tagId, name: 'Livraison', colour: 'grey', archived: false, uses: 1 },
    ]);
    await tag(lea, tagId, false);
    await tag(lea, tagId, false);
    expect(await world.get(Tags).ofConversation(lea, conversationId)).toEqual([]);
    expect(await shown()).toMatchObject([{ uses: 0 }]);
    expect(heard).toEqual([
      ['conversation.tagged', { tagId }],
      ['conversation.untagged', { tagId }],
    ]);
  });

  test('loses an archived tag, but gets none', async () => {
    const tagId = await save(manager, { name: 'Livraison' });
    await tag(lea, tagId);
    await save(manager, { tagId, name: 'Livraison', archived: true });
    const other = await world.conversation(visitor, { member: lea });
    expect(await refusal(tag(lea, tagId, true, other))).toBe('tag_archived');
    await tag(lea, tagId, false);
    expect(await world.get(Tags).ofConversation(lea, conversationId)).toEqual([]);
  });

  test('is tagged by its holder, by managers, by the application, and once nobody holds it by who did', async () => {
    const tagId = await save(manager, { name: 'Livraison' });
    const karim = await world.member('Karim');
    expect(await refusal(tag(karim, tagId))).toBe('forbidden');
    await world.database.query(
      `UPDATE conversations SET state = 'closed', member_id = NULL, closed_at = started_at, close_reason = 'done' WHERE id = $1`,
      [conversationId],
    );
    expect(await refusal(tag(karim, tagId))).toBe('forbidden');
    expect(await refusal(tag(lea, tagId))).toBe('done');
    expect(await refusal(tag(manager, tagId, false))).toBe('done');
    await world.get(TagConversation).run(systemActor(world.brandId), { conversationId, tagId, on: true });
    expect(await world.get(Tags).ofConversation(lea, conversationId)).toHaveLength(1);
  });

  test('of the visitor with whom an agent talks is read, not tagged, by that agent', async () => {
    const tagId = await save(manager, { name: 'Livraison' });
    const karim = await world.member('Karim');
    const earlier = await world.conversation(visitor, { state: 'closed' });
    await world.conversation(visitor, { member: karim });
    expect((await world.get(ConversationAccess).conversation(karim, earlier)).id).toBe(earlier);
    expect(await refusal(tag(karim, tagId, true, earlier))).toBe('forbidden');
  });

  test('carries twenty tags at most', async () => {
    for (let at = 0; at < 20; at += 1) await tag(lea, await save(manager, { name: `Tag ${at}` }));
    const another = await save(manager, { name: 'One more' });
    expect(await refusal(tag(lea, another))).toBe('conversation_tags_full');
  });
});
