import type { Socket } from 'socket.io-client';
import { newId, type VisitorActor } from '../../src/kernel/index.js';
import { ConversationMoved, MarkRead, NoteMentioned, ShowTyping } from '../../src/conversations/index.js';
import { AroundLive } from '../../src/desk/around.live.js';
import { DeskLive } from '../../src/desk/desk.live.js';
import { ArrivalReasons } from '../../src/desk/lists/arrival-reasons.queries.js';
import { ListsLive } from '../../src/desk/lists/lists.live.js';
import { OpenConversationQueries } from '../../src/desk/open-conversation.queries.js';
import { ConversationLanded, GroupSaved, MemberGroupsSaved } from '../../src/distribution/index.js';
import { AvailabilityChanged, MemberRenamed, MemberSaved } from '../../src/members/index.js';
import { NotificationFailed } from '../../src/outbox/index.js';
import { I18n, Live, Presence, UnitOfWork } from '../../src/platform/index.js';
import { DocumentPublished } from '../../src/sites/index.js';
import { SurveyAnswered } from '../../src/surveys/index.js';
import { ConversationTagged, ConversationUntagged, TagSaved } from '../../src/tags/index.js';
import {
  VisitorAddressChanged,
  VisitorBlocked,
  VisitorBlocks,
  VisitorIdentified,
  VisitorMerged,
  VisitorSettingsChanged,
  VisitorUnblocked,
} from '../../src/visitors/index.js';
import { EventsAlone } from '../support/events-alone.js';
import { ask, DeskWorld, heard, type DeskBrand, type DeskMember, type MemberBrowser } from './world.js';

interface EntryPush {
  conversationId: string;
  seq: number;
  clientId: string;
  by: string;
  html: string;
}

describe('a live desk', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let lea: DeskMember;
  let browser: MemberBrowser;
  let socket: Socket;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    lea = await brand.member('Lea', { capacity: 20 });
    browser = await world.signIn(lea.email);
    socket = await browser.connect('lumiere');
  });

  afterAll(() => world.close());

  it('hears of a conversation that is pushed to it', async () => {
    const arrival = heard<{ conversationId: string }>(socket, 'arrived');
    const id = await brand.start(await brand.visitor('Nora'), 'Hello');
    expect(await arrival).toEqual({ conversationId: id, reason: 'new' });
  });

  it('carries a message to the visitor and shows it on the member’s other desk', async () => {
    const visitor = await brand.visitor('Jonas');
    const id = await brand.start(visitor, 'Hello');
    const other = await browser.connect('lumiere', { locale: 'fr' });
    for (const desk of [socket, other]) await ask(desk, 'follow', { conversationIds: [id] });
    const shown = heard<EntryPush>(other, 'entry');
    const clientId = newId();
    const answer = await ask(socket, 'message', { conversationId: id, clientId, body: 'Good <morning>' });
    expect(answer).toMatchObject({ ok: true, state: 'posted' });
    expect(await shown).toMatchObject({ conversationId: id, clientId, seq: answer.seq, by: 'member' });
    expect((await shown).html).toContain('Good &lt;morning&gt;');
    const again = await ask(socket, 'message', { conversationId: id, clientId, body: 'Good <morning>' });
    expect(again).toMatchObject({ ok: true, state: 'repeated', seq: answer.seq });
    other.disconnect();
  });

  it('writes a note beside the messages, and tells whom it mentions', async () => {
    const odile = await brand.member('Odile', { role: 'manager' });
    const odiles = await (await world.signIn(odile.email)).connect('lumiere');
    const visitor = await brand.visitor('Mira');
    const id = await brand.start(visitor, 'Hello');
    await ask(odiles, 'follow', { conversationIds: [id] });
    const [mentioned, shown] = [heard(odiles, 'mentioned'), heard<EntryPush>(odiles, 'entry')];
    const input = {
      conversationId: id,
      clientId: newId(),
      body: 'Is that so, @Odile?',
      mentionIds: [odile.id],
    };
    const answer = await ask(socket, 'note', input);
    expect(answer).toMatchObject({ ok: true, state: 'posted' });
    expect(await mentioned).toEqual({ conversationId: id, seq: answer.seq });
    expect((await shown).html).toContain('<b class="mention">@Odile</b>');
    const list = await (await world.signIn(odile.email)).get(`${brand.desk}/mentions`);
    expect(list.text).toContain('data-unread="1"');
    const read = heard(odiles, 'mentions');
    await ask(odiles, 'read', { conversationId: id, seq: answer.seq });
    await read;
    odiles.disconnect();
  });

  it('tells two members who look at the same conversation of each other, while they do', async () => {
    const nora = await brand.member('Nora', { role: 'manager' });
    const noras = await (await world.signIn(nora.email)).connect('lumiere');
    const id = await brand.start(await brand.visitor('Otto'), 'Hello');
    await ask(socket, 'look', { conversationId: id });
    const seen = heard<object>(socket, 'looking');
    await ask(noras, 'look', { conversationId: id });
    expect(await seen).toMatchObject({ conversationId: id, memberId: nora.id, name: 'Nora', isNew: true });
    const answered = heard<object>(noras, 'looking');
    await ask(socket, 'look', { conversationId: id });
    expect(await answered).toMatchObject({ memberId: lea.id, isNew: false });
    const desk = noras.id;
    const left = heard<object>(socket, 'left');
    await ask(noras, 'look', { conversationId: null });
    expect(await left).toEqual({ conversationId: id, desk });
    const again = heard(socket, 'looking');
    await ask(noras, 'look', { conversationId: id });
    await again;
    const gone = heard<object>(socket, 'left');
    noras.disconnect();
    expect(await gone).toEqual({ conversationId: id, desk });
    await ask(socket, 'look', { conversationId: null });
  });

  it('hears the visitor write, type and read', async () => {
    const visitor = await brand.visitor('Paula');
    const id = await brand.start(visitor, 'Hello');
    await ask(socket, 'follow', { conversationIds: [id] });
    const typed = heard(socket, 'typing');
    await world.running.app.get(ShowTyping).run(visitor, { conversationId: id });
    expect(await typed).toMatchObject({ conversationId: id, side: 'visitor' });
    const written = heard<EntryPush>(socket, 'entry');
    const seq = await brand.say(visitor, id, 'One more thing');
    expect(await written).toMatchObject({ seq, by: 'visitor' });
    const seen = heard(socket, 'read');
    await world.running.app.get(MarkRead).run(visitor, { conversationId: id, seq: 1 });
    expect(await seen).toMatchObject({ conversationId: id, side: 'visitor' });
  });

  it('catches up with exactly what it missed', async () => {
    const visitor = await brand.visitor();
    const id = await brand.start(visitor, 'One');
    const from = await brand.say(visitor, id, 'Two');
    const missed = [await brand.say(visitor, id, 'Three'), await brand.say(visitor, id, 'Four')];
    const answer = await ask(socket, 'catch_up', { conversationId: id, after: from });
    const entries = answer.entries as { seq: number; html: string }[];
    expect(entries.map(({ seq }) => seq)).toEqual(missed);
    expect(entries.map(({ html }) => /Three|Four/.exec(html)?.[0])).toEqual(['Three', 'Four']);
    expect(answer.hasMore).toBe(false);
  });

  it('closes a conversation, after which nothing can be written there', async () => {
    const id = await brand.start(await brand.visitor(), 'Hello');
    expect(await ask(socket, 'close', { conversationId: id })).toEqual({ ok: true });
    const refused = await ask(socket, 'message', { conversationId: id, clientId: newId(), body: 'Too late' });
    expect(refused).toMatchObject({ ok: false, code: 'conversation_closed' });
    expect(refused.message).toBeTruthy();
  });

  it('lets nobody in without a session, from another site or into another brand', async () => {
    await world.brand('fjord');
    await expect(world.connect('', 'lumiere')).rejects.toThrow('sign_in_needed');
    await expect(browser.connect('lumiere', { origin: 'https://evil.example' })).rejects.toThrow('forbidden');
    await expect(browser.connect('fjord')).rejects.toThrow('not_found');
    await expect(browser.connect('nowhere')).rejects.toThrow('not_found');
  });

  it('answers for conversations of others as the pages do', async () => {
    const harbour = await world.brand('harbour');
    const maya = await harbour.member('Maya');
    await (await world.signIn(maya.email)).connect('harbour');
    const foreign = await harbour.start(await harbour.visitor(), 'Hello');
    const karim = await brand.member('Karim');
    const karims = await (await world.signIn(karim.email)).connect('lumiere');
    await ask(karims, 'availability', { state: 'away' });
    const leas = await brand.start(await brand.visitor(), 'Hello');
    for (const [conversationId, code] of [
      [foreign, 'not_found'],
      [newId(), 'not_found'],
      [leas, 'forbidden'],
    ]) {
      const requests: [string, object][] = [
        ['message', { conversationId, clientId: newId(), body: 'Hello' }],
        ['catch_up', { conversationId, after: 0 }],
        ['typing', { conversationId }],
        ['look', { conversationId }],
        ['note', { conversationId, clientId: newId(), body: 'Hello' }],
        ['read', { conversationId, seq: 1 }],
        ['close', { conversationId }],
      ];
      for (const [event, request] of requests) {
        const answer = await ask(karims, event, request);
        expect([event, answer.ok, answer.code]).toEqual([event, false, code]);
      }
      expect(await ask(karims, 'follow', { conversationIds: [conversationId] })).toEqual({
        ok: true,
        conversations: [],
      });
    }
  });

  it.each([
    ['message', null],
    ['message', { conversationId: 5, clientId: {}, body: [] }],
    ['message', { conversationId: newId(), clientId: newId(), body: 'a\u0000b' }],
    ['message', { __proto__: { ok: true } }],
    ['catch_up', { conversationId: newId(), after: -1 }],
    ['catch_up', { conversationId: newId(), after: 1e300 }],
    ['follow', { conversationIds: Array.from({ length: 500 }, () => newId()) }],
    ['availability', { state: 'asleep' }],
    ['close', 'everything'],
  ])('refuses %s %j and goes on', async (event, payload) => {
    const answer = await ask(socket, event, payload as object);
    expect(answer.ok).toBe(false);
    expect(['invalid_input', 'text_not_storable', 'not_found']).toContain(answer.code);
    expect(socket.connected).toBe(true);
  });

  describe('that looks at a conversation', () => {
    let events: EventsAlone;
    let visitor: VisitorActor;
    let conversationId: string;

    beforeAll(async () => {
      visitor = await brand.visitor('Vera');
      conversationId = await brand.start(visitor, 'Hello');
      await ask(socket, 'follow', { conversationIds: [conversationId] });
    });

    beforeEach(() => {
      const { app } = world.running;
      events = new EventsAlone(world.running);
      const live = app.get(Live);
      for (const each of [
        new DeskLive(events, live, app.get(Presence), app.get(UnitOfWork), app.get(VisitorBlocks)),
        new AroundLive(events, live, app.get(I18n), app.get(OpenConversationQueries)),
        new ListsLive(events, live, app.get(ArrivalReasons)),
      ])
        each.onModuleInit();
    });

    it.each([
      VisitorIdentified,
      VisitorAddressChanged,
      VisitorSettingsChanged,
      VisitorBlocked,
      VisitorUnblocked,
      VisitorMerged,
      SurveyAnswered,
      NotificationFailed,
    ])('hears of its visitor by $name', async (change) => {
      const { id } = visitor;
      const told = heard(socket, 'visitor', { personId: id });
      const facts = {
        [VisitorMerged.name]: { subjectId: newId(), data: { from: id } },
        [SurveyAnswered.name]: { actorId: id },
        [NotificationFailed.name]: { data: { visitorId: id } },
      };
      events.happen(change, brand.id, facts[change.name] ?? { subjectId: id });
      await told;
    });

    it.each([ConversationTagged, ConversationUntagged, AvailabilityChanged, MemberRenamed])(
      'hears of what stands around it by $name',
      async (change) => {
        const told = heard(socket, 'around', { conversationId });
        events.happen(change, brand.id, { conversationId, subjectId: lea.id });
        await told;
      },
    );

    it.each([GroupSaved, MemberGroupsSaved, TagSaved, MemberRenamed, MemberSaved, ConversationMoved])(
      'asks for its lists by $name',
      async (change) => {
        const told = heard(socket, 'queues');
        events.happen(change, brand.id);
        await told;
      },
    );

    it('hears where conversations go, of mentions and of new terms', async () => {
      const move = { to: 'waiting', memberBefore: lea.id, memberAfter: null };
      const after = { audience: 'members', mustAccept: true };
      for (const [change, data, told] of [
        [ConversationMoved, move, heard(socket, 'lists', { conversationId })],
        [
          ConversationLanded,
          { memberId: lea.id, isNew: true },
          heard(socket, 'arrived', { conversationId, reason: 'new' }),
        ],
        [
          NoteMentioned,
          { seq: 7, memberIds: [lea.id] },
          heard(socket, 'mentioned', { conversationId, seq: 7 }),
        ],
        [DocumentPublished, { after }, heard(socket, 'terms')],
      ] as const) {
        events.happen(change, brand.id, { conversationId, data });
        await told;
      }
    });
  });
});
