import { createHmac } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import {
  CloseConversation,
  ConversationMoved,
  MessageCreated,
  ReturnConversation,
  SnoozeConversation,
} from '../../src/conversations/index.js';
import { CapacityChanged, RuleSaved, TransferConversation } from '../../src/distribution/index.js';
import { systemActor, type MemberActor } from '../../src/kernel/index.js';
import {
  AddMember,
  ChangeAvailability,
  ComeToDesk,
  CreateAccount,
  SaveMember,
} from '../../src/members/index.js';
import { SaveAccount } from '../../src/members/save-account.js';
import type { RunningApp } from '../../src/main.js';
import { MessengerLive } from '../../src/messenger/messenger.live.js';
import { VisitorConversations } from '../../src/messenger/visitor-conversations.queries.js';
import { Live } from '../../src/platform/index.js';
import { DocumentPublished, TextSaved } from '../../src/sites/index.js';
import { SurveyAnswered } from '../../src/surveys/index.js';
import {
  TermsAccepted,
  VisitorBlocked,
  VisitorBlocks,
  VisitorSettingsChanged,
  VisitorUnblocked,
} from '../../src/visitors/index.js';
import { startApplication } from '../support/application.js';
import { EventsAlone } from '../support/events-alone.js';
import { until } from '../support/platform.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import { MessengerWorld, once, PASSWORD, type TestShop, type TestVisitor } from './world.js';

/** What two people may see differently is told at once; so much time is enough on a busy machine, too. */
const AT_ONCE = 2000;

let redis: TestRedis;
let world: MessengerWorld;
let other: RunningApp;
let shop: TestShop;

beforeAll(async () => {
  redis = await startRedis();
  world = await MessengerWorld.start({ REDIS_URL: redis.url });
  other = await startApplication(world.database, { REDIS_URL: redis.url });
  shop = await world.shop('lamps');
  await world.comeToDesk(shop.agent);
});

afterAll(async () => {
  await other?.close();
  await world?.close();
  await redis?.stop();
});

const on = (node: RunningApp) => node.app.get.bind(node.app);
const become = (state: 'available' | 'away', node = world.running) =>
  on(node)(ChangeAvailability).run(shop.agent, state);
const head = async ({ ask }: TestVisitor, conversationId: unknown) =>
  String((await ask('catch_up', { conversationId, after: 0 })).head);

async function soon<Payload>(socket: Socket, event: string): Promise<Payload> {
  return Promise.race([
    once<Payload>(socket, event),
    new Promise<never>((_, reject) => setTimeout(reject, AT_ONCE, new Error(`${event} came too late.`))),
  ]);
}

/** The next news of one member; those of the brand as a whole come beside them, in either order. */
async function presenceOf(memberId: string, socket: Socket): Promise<unknown> {
  const heard = await soon<{ memberId: string | null }>(socket, 'presence');
  return heard.memberId === memberId ? heard : presenceOf(memberId, socket);
}

async function talker(): Promise<TestVisitor & { conversationId: string }> {
  await become('available');
  const visitor = await world.visitor(shop);
  await visitor.accept();
  const { conversationId } = await visitor.write('Is the lamp dimmable?');
  await world.database.query(
    `UPDATE conversations SET state = 'on_desk', member_id = $2, asynchronous = true WHERE id = $1`,
    [conversationId, shop.agent.id],
  );
  await visitor.ask('catch_up', { conversationId, after: 0 });
  return { ...visitor, conversationId: String(conversationId) };
}

async function absent(
  name: string,
  { role = 'agent', shop: { brandId, agent } = shop }: { role?: MemberActor['role']; shop?: TestShop } = {},
): Promise<MemberActor> {
  const email = `${name.toLowerCase()}@lamps.test`;
  const { accountId } = await on(world.running)(CreateAccount).run({
    ...{ email, name, locale: null, password: PASSWORD },
  });
  const { memberId: id } = await on(world.running)(AddMember).run(systemActor(brandId), {
    ...{ accountId, name, role, kind: 'staff' },
  });
  return { ...agent, id, accountId };
}

describe('who answers, in an open messenger', () => {
  it.each([
    ['on the same node', () => world.running],
    ['on another node', () => other],
  ])('goes away and comes back as the member does %s', async (_, node) => {
    const visitor = await talker();
    const away = presenceOf(shop.agent.id, visitor.messenger);
    await become('away', node());
    expect(await away).toEqual({ memberId: shop.agent.id, presence: 'away' });
    expect(await head(visitor, visitor.conversationId)).toContain('dot away');
    const back = presenceOf(shop.agent.id, visitor.messenger);
    await become('available', node());
    expect(await back).toEqual({ memberId: shop.agent.id, presence: 'online' });
  });

  it('is told before a conversation by who comes first and who goes last', async () => {
    const lone = await world.shop('chairs');
    const change = (member: MemberActor, state: 'available' | 'away') =>
      on(world.running)(ChangeAvailability).run(member, state);
    const visitor = await world.visitor(lone);
    const turns: string[] = [];
    visitor.messenger.on('presence', ({ presence }: { presence: string }) => {
      if (turns.at(-1) !== presence) turns.push(presence);
    });
    const heard = async (count: number) => {
      while (turns.length < count) await soon(visitor.messenger, 'presence');
    };
    await world.comeToDesk(lone.agent);
    await heard(1);
    await change(lone.agent, 'away');
    await heard(2);
    await change(lone.agent, 'available');
    await heard(3);
    const second = await absent('Nina', { shop: lone });
    await on(world.running)(ComeToDesk).run(second);
    await change(second, 'away');
    await change(second, 'available');
    await change(second, 'away');
    await change(lone.agent, 'away');
    await heard(4);
    expect(turns).toEqual(['online', 'away', 'online', 'away']);
  });

  it('goes by another name as soon as the member does', async () => {
    const { id, accountId } = await absent('Rosa');
    const visitor = await talker();
    const { conversationId } = visitor;
    await world.database.query('UPDATE conversations SET member_id = $2 WHERE id = $1', [conversationId, id]);
    expect(await head(visitor, conversationId)).toContain('Rosa');
    const heard = soon(visitor.messenger, 'answerer');
    await on(other)(SaveAccount).run({ accountId, name: 'Rosalind', locale: null });
    await heard;
    expect(await head(visitor, conversationId)).toContain('Rosalind');
  });

  it('is away when a suspension takes them', async () => {
    await absent('Anna', { role: 'admin' });
    const paul = await absent('Paul');
    const visitor = await talker();
    await world.database.query('UPDATE conversations SET member_id = $2 WHERE id = $1', [
      visitor.conversationId,
      paul.id,
    ]);
    await visitor.ask('catch_up', { conversationId: visitor.conversationId, after: 0 });
    const away = soon(visitor.messenger, 'presence');
    await on(world.running)(SaveMember).run(systemActor(shop.brandId), {
      ...{ memberId: paul.id, role: 'agent', kind: 'staff', capacity: 3, status: 'suspended' },
    });
    expect(await away).toEqual({ memberId: paul.id, presence: 'away' });
  });

  it('is somebody absent at once where a transfer gives it to them', async () => {
    const visitor = await talker();
    const karim = await absent('Karim');
    await world.database.query(
      `INSERT INTO group_members (brand_id, group_id, member_id)
       SELECT brand_id, id, $2 FROM groups WHERE brand_id = $1`,
      [shop.brandId, karim.id],
    );
    expect(await head(visitor, visitor.conversationId)).toMatch(/dot online[^]*Léa/);
    const changed = soon(visitor.messenger, 'answerer');
    await on(other)(TransferConversation).run(
      { ...shop.agent },
      { conversationId: visitor.conversationId, to: { memberId: karim.id } },
    );
    expect(await changed).toEqual({ conversationId: visitor.conversationId });
    expect(await head(visitor, visitor.conversationId)).toMatch(/dot away[^]*Karim/);
  });

  it('is the brand while a conversation waits for a group, and its member once they have it back', async () => {
    const stools = await world.shop('stools');
    const { brandId, agent } = stools;
    const turn = (state: 'available' | 'away') => on(other)(ChangeAvailability).run(agent, state);
    await world.comeToDesk(agent);
    const visitor = await world.visitor(stools);
    await visitor.accept();
    const { conversationId: written } = await visitor.write('Is the lamp dimmable?');
    const conversationId = String(written);
    await until(async () => /Léa/.test(await head(visitor, conversationId)));
    await world.database.query('UPDATE conversations SET asynchronous = true WHERE id = $1', [
      conversationId,
    ]);
    const later = new Date(Date.now() + 3_600_000);
    await on(other)(SnoozeConversation).run(agent, { conversationId, until: later, keep: false });
    await turn('away');
    const left = soon(visitor.messenger, 'answerer');
    await on(other)(ReturnConversation).run(systemActor(brandId), { conversationId, how: 'reply' });
    expect(await left).toEqual({ conversationId });
    expect(await head(visitor, conversationId)).not.toMatch(/Léa/);
    const back = soon(visitor.messenger, 'answerer');
    await turn('available');
    expect(await back).toEqual({ conversationId });
    expect(await head(visitor, conversationId)).toMatch(/dot online[^]*Léa/);
  });
});

describe('what a person decides in one browser', () => {
  const signed = (id: string) => ({
    id,
    signature: createHmac('sha256', shop.secret).update(id).digest('hex'),
  });

  async function twoBrowsers(id: string): Promise<[TestVisitor, TestVisitor]> {
    const [first, second] = [await world.visitor(shop), await world.visitor(shop)];
    for (const each of [first, second]) await each.tell('identify', signed(id));
    await first.accept();
    await first.write('Hello');
    const messenger = world.socketOn(other.url, { site: shop.key, part: 'messenger', token: second.token });
    await once(messenger, 'connect');
    return [first, { ...second, messenger }];
  }

  const content = async ({ token }: TestVisitor) => {
    const answer = await fetch(`${world.url}/w/${shop.key}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.text();
  };

  it('hides the history in all of them, and shows it again, on every node', async () => {
    const [first, second] = await twoBrowsers('ada');
    for (const historyHidden of [true, false]) {
      const heard = [first, second].map(({ messenger }) => soon(messenger, 'visitor'));
      expect(await first.ask('settings', { historyHidden })).toEqual({ ok: true });
      await Promise.all(heard);
      expect((await content(second)).includes('data-history-hidden')).toBe(historyHidden);
      expect((await content(second)).includes('History hidden')).toBe(historyHidden);
    }
  });

  it('accepts the terms, gives an address and answers the survey in all of them', async () => {
    const [first, second] = await twoBrowsers('grace');
    const address = soon(second.messenger, 'visitor');
    await first.ask('settings', { email: 'grace@example.test' });
    await address;
    const [third, fourth] = [await world.visitor(shop), await world.visitor(shop)];
    for (const each of [third, fourth]) await each.tell('identify', signed('joan'));
    const accepted = soon(fourth.messenger, 'visitor');
    await third.accept();
    await accepted;
    const { conversationId } = await third.write('Hello');
    await on(world.running)(CloseConversation).run(
      { ...shop.agent, role: 'manager' },
      { conversationId: String(conversationId) },
    );
    const answered = soon(fourth.messenger, 'visitor');
    expect(await third.ask('survey', { conversationId, score: 5 })).toMatchObject({ ok: true });
    await answered;
  });

  it('is read in one messenger, which the others hear', async () => {
    const [first, second] = await twoBrowsers('mary');
    const { conversationId } = await first.write('Hello again');
    const read = soon(second.messenger, 'refresh');
    await first.ask('read', { conversationId, seq: 1 });
    expect(await read).toEqual({ conversationId });
  });
});

describe('an open messenger, and the page around it', () => {
  let visitor: TestVisitor;
  let conversationId: string;
  let visitorId: string;

  beforeAll(async () => {
    const { conversationId: id, ...talking } = await talker();
    [visitor, conversationId] = [talking, id];
    [{ visitorId }] = await world.database.query<{ visitorId: string }>(
      'SELECT visitor_id AS "visitorId" FROM conversations WHERE id = $1',
      [id],
    );
  });

  const capacity = () => ({ data: { ruleId: shop.ruleId, hasCapacity: false } });
  const rule = () => ({
    ...{ subjectId: shop.ruleId },
    data: { before: null, after: { enabled: true, lastResort: 'appointment' } },
  });
  const message = () => ({ conversationId, data: { side: 'member' } });
  const move = () => ({ conversationId, data: { from: null, to: 'waiting' } });
  const terms = () => ({ data: { after: { audience: 'visitors', mustAccept: true } } });
  const text = () => ({});
  const of = () => ({ subjectId: visitorId });
  const by = () => ({ actorId: visitorId });

  it.each([
    { change: CapacityChanged, facts: capacity, part: 'loader', event: 'room' },
    { change: RuleSaved, facts: rule, part: 'loader', event: 'last_resort' },
    { change: MessageCreated, facts: message, part: 'loader', event: 'refresh' },
    { change: ConversationMoved, facts: move, part: 'loader', event: 'refresh' },
    { change: DocumentPublished, facts: terms, part: 'messenger', event: 'brand' },
    { change: TextSaved, facts: text, part: 'messenger', event: 'brand' },
    { change: VisitorBlocked, facts: of, part: 'loader', event: 'refresh' },
    { change: VisitorUnblocked, facts: of, part: 'loader', event: 'refresh' },
    { change: VisitorSettingsChanged, facts: of, part: 'messenger', event: 'visitor' },
    { change: SurveyAnswered, facts: by, part: 'messenger', event: 'visitor' },
    { change: TermsAccepted, facts: by, part: 'messenger', event: 'visitor' },
  ] as const)('hears of $change.name', async ({ change, facts, part, event }) => {
    const get = on(world.running);
    const events = new EventsAlone(world.running);
    new MessengerLive(events, get(Live), get(VisitorConversations), get(VisitorBlocks)).onModuleInit();
    const told = soon(visitor[part], event);
    events.happen(change, shop.brandId, facts());
    await told;
  });
});
