import type { Socket } from 'socket.io-client';
import {
  PostMessage,
  ReturnConversation,
  SnoozeConversation,
  WriteNote,
} from '../../src/conversations/index.js';
import { SaveGroup } from '../../src/distribution/index.js';
import { Clock, newId, systemActor, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { ChangeAvailability } from '../../src/members/index.js';
import { SaveAccount } from '../../src/members/save-account.js';
import { NoteDelivery } from '../../src/outbox/index.js';
import { GRACE_MS, Presence } from '../../src/platform/index.js';
import { SaveTag, TagConversation } from '../../src/tags/index.js';
import { ChangeVisitorSettings, MergeVisitors } from '../../src/visitors/index.js';
import { until } from '../support/platform.js';
import { atOnce } from '../support/time/at-once.js';
import { ask, DeskWorld, heard, type DeskBrand, type DeskMember, type MemberBrowser } from './world.js';

let world: DeskWorld;
let brand: DeskBrand;
let lea: DeskMember;
let odile: DeskMember;
let browser: MemberBrowser;
let desk: Socket;
let board: Socket;
let boards: MemberBrowser;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
  lea = await brand.member('Lea', { capacity: 20 });
  odile = await brand.member('Odile', { role: 'manager' });
  browser = await world.signIn(lea.email);
  desk = await browser.connect('lumiere');
  boards = await world.signIn(odile.email);
  board = await world.connect(boards.cookie(), 'lumiere', { board: true });
});

afterEach(() => world.running.app.get(Clock).release());
afterAll(() => world.close());

const get = <Thing>(thing: new (...given: never[]) => Thing): Thing => world.running.app.get(thing);
const actor = (): MemberActor => ({
  kind: 'member',
  brandId: brand.id,
  id: lea.id,
  accountId: lea.accountId,
  role: 'agent',
  locale: 'en',
});
const page = async (path: string) => (await browser.get(`${brand.desk}${path}`)).text;
const person = ({ id: personId }: VisitorActor) => ({
  ...{ brandId: brand.id, side: 'visitor' as const, personId },
});

/** What the list, the head and the panel say, in this order. */
async function dots(conversationId: string): Promise<string[]> {
  const text = await page(`/conversations/${conversationId}`);
  const parts = [
    new RegExp(`<li id="item-${conversationId}"[^]*?</li>`),
    /<header class="desk-head"[^]*?<\/header>/,
    /<aside class="visitor"[^]*?<\/aside>/,
  ];
  return parts.map((part) => /dot (online|offline)/.exec(part.exec(text)?.[0] ?? '')?.[1] ?? '');
}

describe('a visitor’s dot', () => {
  it('is one in the list, the head and the panel: for a minute after the last connection, and no longer', async () => {
    const visitor = await brand.visitor('Nora');
    const id = await brand.start(visitor, 'Hello');
    await ask(desk, 'follow', { conversationIds: [id] });
    expect(await dots(id)).toEqual(['offline', 'offline', 'offline']);
    const connection = await get(Presence).arrive(person(visitor));
    expect(await dots(id)).toEqual(['online', 'online', 'online']);
    await get(Presence).leave(connection);
    expect(await dots(id)).toEqual(['online', 'online', 'online']);
    const gone = heard(desk, 'presence', { personId: visitor.id, online: false });
    get(Clock).shift(GRACE_MS);
    await gone;
    expect(await dots(id)).toEqual(['offline', 'offline', 'offline']);
  });

  it('stays green while another browser of the person left less than a minute ago', async () => {
    const [phone, laptop] = [await brand.visitor(), await brand.visitor('Otto')];
    await world.database.query('UPDATE visitors SET merged_into = $2 WHERE id = $1', [phone.id, laptop.id]);
    const id = await brand.start(phone, 'Hello');
    await get(Presence).leave(await get(Presence).arrive(person(laptop)));
    expect(await dots(id)).toEqual(['online', 'online', 'online']);
  });

  it('stays green on the desk until the last browser of the person has gone', async () => {
    const [phone, laptop] = [await brand.visitor(), await brand.visitor('Ola')];
    await world.database.query('UPDATE visitors SET merged_into = $2 WHERE id = $1', [phone.id, laptop.id]);
    const conversationIds = [await brand.start(phone, 'Hello')];
    await ask(desk, 'follow', { conversationIds });
    const connections = [];
    for (const browserOfTheirs of [phone, laptop]) {
      const came = heard(desk, 'presence', { personId: browserOfTheirs.id });
      connections.push(await get(Presence).arrive(person(browserOfTheirs)));
      await came;
    }
    for (const [at, { id: personId }] of [phone, laptop].entries()) {
      const gone = heard<{ online: boolean }>(desk, 'presence', { personId });
      await get(Presence).leave(connections[at]);
      get(Clock).shift(GRACE_MS);
      expect(await gone).toMatchObject({ online: personId === phone.id });
    }
  });
});

describe('the member who holds a conversation', () => {
  it('has managers who look at it told when they come and go, and with that whether it can be released', async () => {
    const kim = await brand.member('Kim');
    const id = await brand.start(await brand.visitor('Iris'), 'Hello');
    await world.database.query('UPDATE conversations SET member_id = $2 WHERE id = $1', [id, kim.id]);
    await ask(board, 'follow', { conversationIds: [id] });
    const canRelease = async () =>
      (await boards.get(`${brand.desk}/conversations/${id}/around`)).text.includes('/release"');
    const told = () => heard(board, 'around', { conversationId: id });
    const cameToWork = told();
    const away = get(Presence).arrive({ brandId: brand.id, side: 'member', personId: kim.id });
    await (await world.signIn(kim.email)).connect('lumiere').then((socket) => socket.disconnect());
    await cameToWork;
    expect(await canRelease()).toBe(false);
    await get(Presence).leave(await away);
    const wentHome = told();
    get(Clock).shift(GRACE_MS);
    await wentHome;
    expect(await canRelease()).toBe(true);
    expect((await boards.get(`${brand.desk}/conversations/${id}/around`)).text).toContain(
      'Assigned to Kim, who is offline.',
    );
  });
});

describe('a member who takes another name', () => {
  it('has it on boards and desks at once, but for a brand that knows them by one of its own', async () => {
    const rosa = await brand.member('Rosa');
    const elsewhere = await world.brand('fjord');
    const { id } = await elsewhere.member('Doctor', { accountId: rosa.accountId });
    const conversationId = await brand.start(await brand.visitor('Ida'), 'Hello');
    await world.database.query('UPDATE conversations SET member_id = $2 WHERE id = $1', [
      conversationId,
      rosa.id,
    ]);
    await ask(board, 'follow', { conversationIds: [conversationId] });
    const told = [
      heard(board, 'board'),
      heard(board, 'around', { conversationId }),
      heard(desk, 'queues'),
    ].map((each) => atOnce(each));
    await get(SaveAccount).run({ accountId: rosa.accountId, name: 'Rosalind', locale: null });
    await Promise.all(told);
    for (const shown of ['/b/lumiere/board', `${brand.desk}/conversations/${conversationId}/around`])
      expect((await boards.get(shown)).text).toContain('Rosalind');
    const [{ name }] = await world.database.query('SELECT name FROM members WHERE id = $1', [id]);
    expect(name).toBe('Doctor');
  });
});

describe('why a conversation comes onto the desk', () => {
  it.each([
    ['reply', 'reply'],
    ['due', 'return'],
  ] as const)('is told: brought back by %s', async (how, reason) => {
    const visitor = await brand.visitor('Mira');
    const id = await brand.start(visitor, 'Hello');
    await world.database.query('UPDATE conversations SET asynchronous = true WHERE id = $1', [id]);
    const until = new Date(Date.now() + 86_400_000);
    await get(SnoozeConversation).run(actor(), { conversationId: id, until, keep: true });
    const arrived = heard(desk, 'arrived', { conversationId: id, reason });
    if (how === 'reply')
      await get(PostMessage).run(visitor, { conversationId: id, clientId: newId(), body: 'One more thing' });
    else {
      await world.database.query('UPDATE conversations SET snoozed_until = now() WHERE id = $1', [id]);
      await get(ReturnConversation).run(systemActor(brand.id), { conversationId: id, how });
    }
    await arrived;
  });
});

describe('one person', () => {
  it('is told of where they are listed, by the browser that they were', async () => {
    const [anonymous, known] = [await brand.visitor(), await brand.visitor('Camille')];
    const id = await brand.start(anonymous, 'Hello');
    await ask(desk, 'follow', { conversationIds: [id] });
    const told = heard(desk, 'visitor', { personId: anonymous.id });
    await get(MergeVisitors).run(anonymous, { from: anonymous.id, into: known.id });
    await told;
    expect(await page(`/conversations/${id}`)).toMatch(/data-visitor-name>Camille</);
  });

  it('is called by the address as long as there is no name, on desk and board, which are told', async () => {
    const visitor = await brand.visitor();
    const id = await brand.start(visitor, 'A yurt, perhaps');
    await ask(desk, 'follow', { conversationIds: [id] });
    const told = [heard(desk, 'visitor', { personId: visitor.id }), heard(board, 'board')];
    await get(ChangeVisitorSettings).run(visitor, { email: 'nell@example.test' });
    await Promise.all(told);
    const shown = await page(`/conversations/${id}`);
    expect(shown).toMatch(/data-visitor-name>nell@example\.test</);
    expect(shown).toMatch(/item-name[^>]*>nell@example\.test</);
    expect(/<aside class="visitor"[^]*?<\/aside>/.exec(shown)?.[0].match(/nell@example\.test/g)).toHaveLength(
      1,
    );
    expect((await boards.get('/b/lumiere/board')).text).toMatch(/board-name[^>]*>nell@example\.test</);
    await world.database.query('UPDATE visitors SET name = $2 WHERE id = $1', [visitor.id, 'Nell']);
    expect(await page(`/conversations/${id}`)).toMatch(/data-visitor-name>Nell</);
  });

  it('is told of as soon as a mail to the address comes back', async () => {
    const visitor = await brand.visitor();
    const id = await brand.start(visitor, 'Hello');
    await ask(desk, 'follow', { conversationIds: [id] });
    const email = `${newId()}@example.test`;
    await world.database.query('UPDATE visitors SET email = $2 WHERE id = $1', [visitor.id, email]);
    const notificationId = newId();
    await world.database.query(
      `INSERT INTO notifications (brand_id, id, channel, template, recipient, locale, visitor_id, conversation_id, up_to_seq,
         state, provider_id, created_at, queued_at, state_at)
       VALUES ($1, $2::uuid, 'email', 'answer', $3, 'fr', $4, $5, 1, 'sent', $2::uuid || '@chat.example', now(), now(), now())`,
      [brand.id, notificationId, email, visitor.id, id],
    );
    expect(await page(`/conversations/${id}`)).toContain(`will be e-mailed to ${email}`);
    const told = heard(desk, 'visitor', { personId: visitor.id });
    await get(NoteDelivery).run(systemActor(brand.id), {
      about: { notificationId },
      failure: 'bounced:5.1.1',
    });
    await told;
    expect(await page(`/conversations/${id}`)).not.toContain('will be e-mailed');
  });

  it('is promised no mail at an address that only the page has said', async () => {
    const visitor = await brand.visitor('Nell');
    const id = await brand.start(visitor, 'Hello');
    await world.database.query(
      `UPDATE visitors SET email = 'said@example.test', unverified = '{email}' WHERE id = $1`,
      [visitor.id],
    );
    const shown = await page(`/conversations/${id}`);
    expect(shown).toContain('said@example.test');
    expect(shown).not.toContain('e-mailed');
  });

  it('is marked where the name that stands for them is an address that only the page has said', async () => {
    const visitor = await brand.visitor();
    const id = await brand.start(visitor, 'Hello');
    await world.database.query(
      `UPDATE visitors SET email = 'odd@example.test', unverified = '{email}' WHERE id = $1`,
      [visitor.id],
    );
    const head =
      /<header class="desk-head"[^]*?<\/header>/.exec(await page(`/conversations/${id}`))?.[0] ?? '';
    expect(head).toContain('odd@example.test');
    expect(head).toContain('unverified');
  });

  it('is marked wherever a name stands that only the page has said, and nowhere once it is signed', async () => {
    const visitor = await brand.visitor('Zelie');
    const id = await brand.start(visitor, 'Hello');
    const colleague = { ...actor(), id: odile.id, accountId: odile.accountId, role: 'manager' as const };
    const note = { conversationId: id, clientId: newId(), body: 'For you', mentionIds: [lea.id] };
    await get(WriteNote).run(colleague, note);
    const said = (facts: string) =>
      world.database.query('UPDATE visitors SET unverified = $2 WHERE id = $1', [visitor.id, facts]);
    const found = `id="found-${id}"`;
    await until(async () => (await page('/search?q=Zelie')).includes(found), 10_000);
    const marks = async () => {
      const texts = [
        await page(`/conversations/${id}`),
        await page(`/search?q=Zelie`),
        await page(`/mentions`),
        (await boards.get(`/b/lumiere/board/conversations/${id}`)).text,
      ];
      const [opened, found, mentioned, board] = texts;
      const parts: [string, RegExp][] = [
        [opened, new RegExp(`<li id="item-${id}"[^]*?</li>`)],
        [opened, /<dialog [^>]*data-block-dialog[^>]*>[^]*?<\/dialog>/],
        [found, new RegExp(`id="found-${id}"[^]*?</li>`)],
        [mentioned, /<li>[^]*?<\/li>/],
        [board, new RegExp(`<li [^>]*id="board-${id}"[^]*?</li>`)],
        [board, /<header class="panel-head"[^]*?<\/header>/],
      ];
      return parts.map(([text, part]) => {
        const shown = part.exec(text)?.[0] ?? '';
        return shown.includes('Zelie') && shown.includes('unverified');
      });
    };
    await said('{name}');
    expect(await marks()).toEqual(Array(6).fill(true));
    await said('{email}');
    expect(await marks()).toEqual(Array(6).fill(false));
  });
});

describe('a board', () => {
  it('is told at once of what a member has read, and of tags', async () => {
    const id = await brand.start(await brand.visitor('Paula'), 'Hello');
    await quiet();
    const read = heard(board, 'board');
    await ask(desk, 'read', { conversationId: id, seq: 1 });
    await atOnce(read);
    await quiet();
    const tagged = heard(board, 'board');
    const tagId = await get(SaveTag).run(systemActor(brand.id), { name: 'Delivery' });
    await get(TagConversation).run(actor(), { conversationId: id, tagId, on: true });
    await tagged;
  });

  /** So long that what follows is told at once. */
  const quiet = () => new Promise((resolve) => setTimeout(resolve, 1700));
});

describe('the desk’s foot', () => {
  it('says whose queues are empty while others wait for other groups', async () => {
    expect(await page('')).toContain('Your groups’ queues are empty');
    const french = await world.signIn(lea.email, 'fr');
    expect((await french.get(brand.desk)).text).toContain('Les files de vos groupes sont vides');
  });

  it('follows a change of the groups', async () => {
    const told = heard(desk, 'queues');
    await get(SaveGroup).run(systemActor(brand.id), { name: 'Others', active: true, memberIds: [] });
    await told;
  });
});

it('shows the other desk of the member at once that they are away', async () => {
  const other = await browser.connect('lumiere');
  const told = heard(other, 'availability', { chosenState: 'away' });
  await get(ChangeAvailability).run(actor(), 'away');
  await atOnce(told);
  other.disconnect();
});
