import { newId, Refusal, systemActor, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import {
  RemoveResponse,
  ResponseAccess,
  ResponseList,
  ResponsesModule,
  ResponseSuggestions,
  SaveResponse,
  type ResponseState,
} from '../../src/responses/index.js';
import { SaveText } from '../../src/sites/index.js';
import { startWorld, type World } from '../conversations/world.js';

let world: World;
let visitor: VisitorActor;
let lea: MemberActor;
let karim: MemberActor;
let manager: MemberActor;
let conversationId: string;
let groupId: string;

beforeAll(async () => {
  world = await startWorld({}, ResponsesModule);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.database.query('DELETE FROM responses');
  visitor = await world.visitor({ name: 'Camille Roux' });
  lea = await world.member('Léa');
  karim = await world.member('Karim');
  manager = await world.member('Manager', 'manager');
  conversationId = await world.conversation(visitor, { member: lea });
  groupId = await world.database
    .query<{ id: string }>(
      `INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, $2, 'Conseillers ' || $2::uuid::text, '2026-01-01') RETURNING id`,
      [world.brandId, newId()],
    )
    .then(([{ id }]) => id);
  await world.database.query(
    'INSERT INTO group_members (brand_id, group_id, member_id) VALUES ($1, $2, $3)',
    [world.brandId, groupId, lea.id],
  );
});

const response = (change: Partial<ResponseState> = {}): ResponseState => ({
  scope: 'brand',
  groupId: null,
  shortcut: 'livraison',
  title: 'Délais de livraison',
  bodies: { fr: 'Bonjour {{visitor.name}}, ici {{member.name}} de {{brand.name}}.' },
  ...change,
});
const save = (
  actor: Parameters<SaveResponse['run']>[0],
  change: Partial<ResponseState> = {},
  responseId?: string,
) => world.get(SaveResponse).run(actor, { ...response(change), ...(responseId ? { responseId } : {}) });
const find = async (actor: MemberActor, search = '', id = conversationId) =>
  (await world.get(ResponseSuggestions).find(actor, { conversationId: id, search })).suggestions;
const shortcuts = async (actor: MemberActor, search = '') =>
  (await find(actor, search)).map(({ shortcut }) => shortcut);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? (error.details.fields ?? error.code) : error),
  );

describe('a response', () => {
  test('of the brand or a group is a manager’s to change, of one’s own everybody’s', async () => {
    expect(await refusal(save(lea))).toBe('forbidden');
    expect(await refusal(save(lea, { scope: 'group', groupId }))).toBe('forbidden');
    const shared = await save(manager);
    expect(await refusal(save(lea, { scope: 'mine' }, shared))).toBe('forbidden');
    expect(await refusal(world.get(RemoveResponse).run(lea, shared))).toBe('forbidden');
    const own = await save(lea, { scope: 'mine' });
    expect(await refusal(save(karim, { scope: 'mine' }, own))).toBe('not_found');
    expect(await refusal(save(manager, {}, own))).toBe('not_found');
    expect(await refusal(world.get(ResponseAccess).response(manager, own))).toBe('not_found');
    expect(await refusal(save(systemActor(world.brandId), { shortcut: 'autre' }))).toBe('done');
    expect(await refusal(save(systemActor(world.brandId), { scope: 'mine' }))).toBe('forbidden');
  });

  test('has a shortcut of its own within its scope, whatever the case', async () => {
    const id = await save(manager);
    expect(await refusal(save(manager, { shortcut: '/LIVRAISON' }))).toEqual({ shortcut: 'shortcut_taken' });
    await save(manager, { scope: 'group', groupId });
    await save(lea, { scope: 'mine' });
    await save(karim, { scope: 'mine' });
    await save(manager, { title: 'Livraison' }, id);
    expect(await world.get(ResponseAccess).response(manager, id)).toMatchObject({ title: 'Livraison' });
    const both = await Promise.all([1, 2].map(() => refusal(save(manager, { shortcut: 'retour' }))));
    expect(both).toContainEqual('done');
    expect(both).toContainEqual({ shortcut: 'shortcut_taken' });
  });

  test('that others use is in the audit log with what it was, one’s own without its words', async () => {
    const id = await save(manager);
    await save(manager, { title: 'Livraison' }, id);
    await world.get(RemoveResponse).run(manager, id);
    const own = await save(lea, { scope: 'mine' });
    const events = await world.database.query(
      'SELECT name, data FROM events WHERE subject_id = ANY ($1) ORDER BY no',
      [[id, own]],
    );
    expect(events).toEqual([
      { name: 'settings.response_saved', data: { before: null, after: response() } },
      {
        name: 'settings.response_saved',
        data: { before: response(), after: response({ title: 'Livraison' }) },
      },
      { name: 'settings.response_removed', data: { before: response({ title: 'Livraison' }), after: null } },
      { name: 'response.saved', data: {} },
    ]);
  });

  test('of a group that is not there is refused, as one of another brand is', async () => {
    for (const id of [newId(), '', 'x'])
      expect(await refusal(save(manager, { scope: 'group', groupId: id }))).toEqual({
        scope: 'invalid_input',
      });
    const neighbour = await (await world.neighbour()).member('Other', 'admin');
    expect(await refusal(save(neighbour, { scope: 'group', groupId }))).toEqual({ scope: 'invalid_input' });
    const id = await save(manager);
    expect(await refusal(world.get(ResponseAccess).response(neighbour, id))).toBe('not_found');
  });
});

describe('what a member may insert', () => {
  test('are their own, those of their groups and those of the brand, in this order', async () => {
    await save(manager, { shortcut: 'c' });
    await save(manager, { shortcut: 'b', scope: 'group', groupId });
    await save(lea, { shortcut: 'a', scope: 'mine' });
    await save(karim, { shortcut: 'd', scope: 'mine' });
    expect((await find(lea)).map(({ shortcut, scope, group }) => [shortcut, scope, group])).toEqual([
      ['a', 'mine', null],
      ['b', 'group', `Conseillers ${groupId}`],
      ['c', 'brand', null],
    ]);
    const other = await world.conversation(await world.visitor(), { member: karim });
    expect((await find(karim, '', other)).map(({ shortcut }) => shortcut)).toEqual(['d', 'c']);
    expect(await refusal(find(karim))).toBe('forbidden');
  });

  test('is found by every word, in shortcut, title or text, whatever accents and case, best first', async () => {
    await save(manager, {
      shortcut: 'suivi',
      title: 'Où est ma commande',
      bodies: { fr: 'Délai dépassé ?' },
    });
    await save(manager, { shortcut: 'delai', title: 'Fabrication' });
    await save(manager, { shortcut: 'pose', title: 'Délai de pose' });
    expect(await shortcuts(lea, 'DELAI')).toEqual(['delai', 'pose', 'suivi']);
    expect(await shortcuts(lea, 'délai commande')).toEqual(['suivi']);
    expect(await shortcuts(lea, '%')).toEqual([]);
    expect(await shortcuts(lea, "'\\")).toEqual([]);
  });

  test('comes in the conversation’s language, else the brand’s, else any, with its values', async () => {
    await save(manager, {
      shortcut: 'a',
      bodies: { fr: 'Bonjour {{visitor.name}}', en: 'Hello {{visitor.name}} {{visitor.email|there}}' },
    });
    await save(manager, { shortcut: 'b', bodies: { fr: 'Ici {{member.name}}, {{brand.name}}', es: 'Hola' } });
    await save(manager, { shortcut: 'c', bodies: { es: 'Hola' } });
    const bodies = async () => (await find(lea)).map(({ locale, body }) => [locale, body]);
    expect(await bodies()).toEqual([
      ['fr', 'Bonjour Camille Roux'],
      ['fr', 'Ici Léa, A brand'],
      ['es', 'Hola'],
    ]);
    await world.database.query(`UPDATE conversations SET locale = 'en' WHERE id = $1`, [conversationId]);
    expect(await bodies()).toEqual([
      ['en', 'Hello Camille Roux there'],
      ['fr', 'Ici Léa, A brand'],
      ['es', 'Hola'],
    ]);
  });

  test('names a visitor without a name as the brand says in the language of the response', async () => {
    const admin = await world.member('Admin', 'admin');
    const nobody = await world.conversation(await world.visitor(), { member: lea });
    await save(manager, { shortcut: 'a', bodies: { fr: 'Bonjour {{visitor.name}}, ici {{member.name}}.' } });
    await save(manager, { shortcut: 'b', bodies: { en: 'Hello {{visitor.name}}' } });
    const bodies = async () => (await find(lea, '', nobody)).map(({ body }) => body);
    const say = (locale: string, body: string | null) =>
      world.get(SaveText).run(admin, { code: 'nameless', locale, siteId: null, body });
    expect(await bodies()).toEqual(['Bonjour à vous, ici Léa.', 'Hello dear customer']);
    await say('fr', 'Madame, Monsieur');
    expect(await bodies()).toEqual(['Bonjour Madame, Monsieur, ici Léa.', 'Hello dear customer']);
    await say('en', '');
    expect(await bodies()).toEqual(['Bonjour Madame, Monsieur, ici Léa.', 'Hello']);
  });

  test('is bounded, with three hundred to choose from too', async () => {
    for (let at = 0; at < 300; at += 1)
      await save(manager, { shortcut: `r${at}`, bodies: { fr: `${at} ${'texte '.repeat(500)}` } });
    const { suggestions, hasMore } = await world
      .get(ResponseSuggestions)
      .find(lea, { conversationId, search: 'texte' });
    expect([suggestions.length, hasMore]).toEqual([12, true]);
    expect((await find(lea, 'r299')).map(({ shortcut }) => shortcut)).toEqual(['r299']);
    const first = await world.get(ResponseList).page(manager, { whose: 'shared', search: '', after: null });
    const second = await world
      .get(ResponseList)
      .page(manager, { whose: 'shared', search: '', after: first.next });
    const third = await world
      .get(ResponseList)
      .page(manager, { whose: 'shared', search: '', after: second.next });
    expect(third.next).toBeNull();
    const ids = [first, second, third].flatMap(({ responses }) => responses.map(({ id }) => id));
    expect(new Set(ids).size).toBe(300);
  });
});

test('a member has at most 200 responses of their own', async () => {
  await world.database.query(
    `INSERT INTO responses (brand_id, id, member_id, shortcut, title, folded, created_at, updated_at)
     SELECT $1, gen_random_uuid(), $2, 's' || n, 't', 's', '2026-01-01', '2026-01-01' FROM generate_series(1, 200) n`,
    [world.brandId, lea.id],
  );
  expect(await refusal(save(lea, { scope: 'mine' }))).toBe('responses_full');
  expect(await refusal(save(karim, { scope: 'mine' }))).toBe('done');
});
