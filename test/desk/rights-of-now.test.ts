import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { ConversationsLive } from '../../src/conversations/index.js';
import { newId, systemActor } from '../../src/kernel/index.js';
import type { RunningApp } from '../../src/main.js';
import { SaveMember, type SaveMemberInput } from '../../src/members/index.js';
import { Statements } from '../../src/platform/index.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { startApplication } from '../support/application.js';
import { ask, DeskWorld, heard, PASSWORD, until, type DeskBrand, type DeskMember } from './world.js';

/** How soon whatever changes somebody's rights reaches what they have open. */
const WITHIN_MS = 1000;
/** What a busy machine takes more for the same. */
const PATIENCE_MS = 2000;

/** Two nodes that cannot tell each other anything: what one changes the other finds out by itself. */
describe('rights that change while a desk is open', () => {
  let world: DeskWorld;
  let alone: RunningApp;
  let brand: DeskBrand;
  let lea: DeskMember;
  let theirs: string;

  beforeAll(async () => {
    world = await DeskWorld.start();
    alone = await startApplication(world.database);
    brand = await world.brand('lumiere');
    lea = await brand.member('Lea', { capacity: 20 });
    await brand.member('Claire', { role: 'admin' });
    await (await world.signIn(lea.email)).connect(brand.slug);
  });
  beforeEach(async () => {
    theirs = await brand.start(await brand.visitor(), 'Hello');
  });
  afterAll(async () => {
    await alone?.close();
    await world?.close();
  });

  it('judges what a demoted manager says by what they may now', async () => {
    const { socket, save } = await aManager();
    expect(await ask(socket, 'follow', { conversationIds: [theirs] })).toMatchObject({
      conversations: [{ id: theirs }],
    });
    await save({ role: 'agent' });
    await refusesAll(socket);
  });

  it('does so on a node that no message reaches, within a second', async () => {
    const { socket, save } = await aManager({ on: alone.url });
    await ask(socket, 'follow', { conversationIds: [theirs] });
    await save({ role: 'agent' });
    await sleep(WITHIN_MS);
    await refusesAll(socket);
  });

  it('pushes nothing more of what may no longer be read, and tells the page', async () => {
    const { socket, save } = await aManager({ on: alone.url });
    await ask(socket, 'follow', { conversationIds: [theirs] });
    await ask(socket, 'look', { conversationId: theirs });
    const told = heard(socket, 'rights');
    await save({ role: 'agent' });
    await told;
    const pushed: string[] = [];
    socket.onAny((event: string) => pushed.push(event));
    alone.app
      .get(ConversationsLive, { strict: false })
      .typing(brand.id, { conversationId: theirs, side: 'visitor', authorId: newId(), kind: 'message' });
    await ask(socket, 'look', { conversationId: null });
    expect(pushed).not.toContain('typing');
  });

  it('lets nobody look again at what they looked at before', async () => {
    const { socket, save } = await aManager();
    expect(await ask(socket, 'look', { conversationId: theirs })).toMatchObject({ ok: true });
    await save({ role: 'agent' });
    expect(await ask(socket, 'look', { conversationId: theirs })).toMatchObject({ code: 'forbidden' });
  });

  it('takes a board away from who manages no more', async () => {
    const { cookie, save } = await aManager();
    const board = await world.connect(cookie, brand.slug, { board: true });
    const gone = once(board as never, 'disconnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    await save({ role: 'agent' });
    await gone;
    await expect(world.connect(cookie, brand.slug, { board: true })).rejects.toThrow('forbidden');
  });

  it('gives what somebody may do from now on without a new connection', async () => {
    const { socket, save } = await aManager();
    await save({ role: 'agent' });
    await refusesAll(socket);
    await save({ role: 'manager' });
    expect(await ask(socket, 'close', { conversationId: theirs })).toMatchObject({ ok: true });
  });

  it('ends the sockets of a suspended member on a node that no message reaches', async () => {
    const { socket, save } = await aManager({ on: alone.url });
    const gone = once(socket as never, 'disconnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    await save({ status: 'suspended' });
    await gone;
  });

  it('ends other sessions and their sockets when the password changes, on every node', async () => {
    const changing = await brand.member(aName());
    const [here, there] = [await world.signIn(changing.email), await world.signIn(changing.email)];
    const kept = await here.connect(brand.slug);
    const taken = await world.connect(there.cookie(), brand.slug, { url: alone.url });
    const gone = once(taken as never, 'disconnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    const fields = { current: PASSWORD, password: 'another password of the tests' };
    await here.post('/account/password', fields, '/account');
    await gone;
    await there.get(brand.desk).expect(303);
    await here.get(brand.desk).expect(200);
    expect(kept.connected).toBe(true);
  });

  it('never brings back a session that has ended by what a request of it still saves', async () => {
    const changing = await brand.member(aName());
    const [here, there] = [await world.signIn(changing.email), await world.signIn(changing.email)];
    await there.get('/account').expect(200);
    // What a request knows that came before the end and saves after it.
    const [, sid] = /causerie=s%3A([\w-]+)\./.exec(there.cookie()) ?? [];
    const [session] = await world.database.query<{ sid: string; sess: object }>(
      'SELECT sid, sess FROM sessions WHERE sid = $1',
      [sid],
    );
    const fields = { current: PASSWORD, password: 'another password of the tests' };
    await here.post('/account/password', fields, '/account');
    const store = new SessionStore(world.running.app.get(Statements).pool, () => undefined);
    await new Promise((resolve) => store.set(session.sid, session.sess as never, resolve));
    store.close();
    expect(await world.database.query('SELECT FROM sessions WHERE sid = $1', [session.sid])).toEqual([]);
  });

  it('lets nobody change anything in a brand that is suspended meanwhile', async () => {
    const { socket } = await aManager({ on: alone.url });
    const told = heard(socket, 'rights');
    await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [brand.id]);
    try {
      await told;
      expect(await ask(socket, 'close', { conversationId: theirs })).toMatchObject({
        code: 'brand_suspended',
      });
    } finally {
      await world.database.query(`UPDATE brands SET state = 'active' WHERE id = $1`, [brand.id]);
    }
  });

  it('lets who holds a conversation no more hear no other one of its visitor', async () => {
    const fjord = await world.brand('fjord');
    const maya = await fjord.member('Maya');
    const socket = await (await world.signIn(maya.email)).connect(fjord.slug);
    const visitor = await fjord.visitor();
    const earlier = await fjord.start(visitor, 'Hello');
    await ask(socket, 'close', { conversationId: earlier });
    await world.database.query('DELETE FROM contacts WHERE conversation_id = $1', [earlier]);
    const later = await fjord.start(visitor, 'Hello again');
    const both = { conversationIds: [earlier, later] };
    expect((await ask(socket, 'follow', both)).conversations).toHaveLength(2);
    const pushed: string[] = [];
    socket.on('typing', ({ conversationId }: { conversationId: string }) => pushed.push(conversationId));
    await ask(socket, 'close', { conversationId: later });
    const live = world.running.app.get(ConversationsLive);
    await until(async () => {
      pushed.length = 0;
      live.typing(fjord.id, { conversationId: earlier, side: 'visitor', authorId: newId(), kind: 'message' });
      await ask(socket, 'look', { conversationId: null });
      return pushed.length === 0;
    });
  });

  let names = 0;

  function aName(): string {
    names += 1;
    return `Member${names}`;
  }

  /** A manager at an open desk, and how an admin changes what they are. */
  async function aManager({ on = world.url } = {}) {
    const manager = await brand.member(aName(), { role: 'manager' });
    const cookie = (await world.signIn(manager.email)).cookie();
    const socket = await world.connect(cookie, brand.slug, { url: on });
    const save = (change: Partial<SaveMemberInput>) =>
      world.running.app.get(SaveMember).run(systemActor(brand.id), {
        memberId: manager.id,
        role: 'manager',
        kind: 'staff',
        capacity: 3,
        status: 'active',
        ...change,
      });
    return { socket, cookie, save };
  }

  /** Nothing of a conversation that is none of an agent's business. */
  async function refusesAll(socket: Socket): Promise<void> {
    const conversationId = theirs;
    expect(await ask(socket, 'follow', { conversationIds: [theirs] })).toMatchObject({ conversations: [] });
    for (const [event, input] of [
      ['catch_up', { after: 0 }],
      ['look', {}],
      ['read', { seq: 1 }],
      ['typing', {}],
      ['message', { clientId: newId(), body: 'Hello' }],
      ['note', { clientId: newId(), body: 'Hello' }],
      ['block', { close: true }],
      ['close', {}],
    ] as const) {
      expect([event, await ask(socket, event, { conversationId, ...input })]).toMatchObject([
        event,
        { code: 'forbidden' },
      ]);
    }
    await until(async () => socket.connected);
  }
});
