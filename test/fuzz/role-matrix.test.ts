import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { systemActor } from '../../src/kernel/index.js';
import { SaveMember } from '../../src/members/index.js';
import { GivenIds } from '../../src/platform/index.js';
import { Browser, signedIn } from '../support/people.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';
import { connectedTo, memberSocket, visitorSocket } from '../support/talker.js';
import { belongingsOf, nothing, type Somebody } from './belongings.js';
import { EVENTS } from './event-cases.js';
import { EVENT_ROWS, OUTSIDE, ROLES, ROUTE_ROWS, type Outcome, type Role } from './role-rows.js';
import { ROUTES, type RouteCase } from './route-cases.js';

describe('what each role gets', () => {
  let demo: RunningDemo;
  let own: Somebody;
  let people: Record<Role, Browser>;
  const sockets: Socket[] = [];
  const routes = Object.entries(ROUTES).filter(([route]) => route.includes('/b/:brand'));

  beforeAll(async () => {
    demo = await startDemo({ RATE_LIMIT_FACTOR: '100' });
    const { url, database } = demo;
    own = await belongingsOf(url, database, 'maison-lumiere');
    people = {
      'signed-out': new Browser(url),
      visitor: new Browser(url, { origin: url, authorization: `Bearer ${own.token}` }),
      foreign: await signedIn(url, 'admin@fjord.test'),
      suspended: await signedIn(url, 'paul@maison-lumiere.test'),
      agent: await signedIn(url, 'ines@maison-lumiere.test'),
      manager: await signedIn(url, 'manager@maison-lumiere.test'),
      admin: await signedIn(url, 'admin@maison-lumiere.test'),
    };
    for (const role of ['signed-out', 'visitor'] as const) await people[role].get('/sign-in');
    await demo.app.get(SaveMember, { strict: false }).run(systemActor(database.brands['maison-lumiere'].id), {
      memberId: await memberOf('paul@maison-lumiere.test'),
      role: 'agent',
      kind: 'staff',
      capacity: 3,
      status: 'suspended',
    });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await demo?.close();
  });

  it('has a row for every route of a brand and every event that names something, and none that is gone', () => {
    expect(Object.keys(ROUTE_ROWS).sort()).toEqual(routes.map(([route]) => route).sort());
    const events = [...eventsOf('member'), ...eventsOf('messenger')].map(([who, event]) => `${who} ${event}`);
    expect(Object.keys(EVENT_ROWS).sort()).toEqual(events.sort());
  });

  it.each(routes)('%s', async (route, tried) => {
    const outcomes: string[] = [];
    for (const role of ROLES) outcomes.push(await outcomeOf(route, tried as RouteCase, role));
    expect([route, ...outcomes]).toEqual([route, ...OUTSIDE, ...(ROUTE_ROWS[route]?.split(' ') ?? [])]);
  });

  it.each(eventsOf('member'))('%s says %s', async (who, event, input) => {
    const outcomes: string[] = [];
    for (const role of ['agent', 'manager', 'admin'] as const) {
      const socket = memberSocket(people[role], 'maison-lumiere');
      sockets.push(socket);
      await connectedTo(socket);
      outcomes.push(await said(socket, event, input));
      socket.disconnect();
    }
    expect([event, outcomes.join(' ')]).toEqual([event, EVENT_ROWS[`${who} ${event}`]]);
  });

  it.each(eventsOf('messenger'))('%s says %s', async (who, event, input) => {
    const stranger = await belongingsOf(demo.url, demo.database, 'maison-lumiere');
    const outcomes: string[] = [];
    for (const { token } of [stranger, own]) {
      const site = own['site key'];
      const socket = visitorSocket(demo.url, { site, part: 'messenger', token }, demo.url);
      sockets.push(socket);
      await connectedTo(socket);
      outcomes.push(await said(socket, event, input));
      socket.disconnect();
    }
    expect([event, outcomes.join(' ')]).toEqual([event, EVENT_ROWS[`${who} ${event}`]]);
  });

  it.each([
    ['signed-out', 'sign_in_needed'],
    ['visitor', 'sign_in_needed'],
    ['foreign', 'not_found'],
    ['suspended', 'forbidden'],
  ] as const)('lets no desk of somebody who is %s connect', async (role, code) => {
    const socket = memberSocket(people[role], 'maison-lumiere');
    sockets.push(socket);
    await expect(connectedTo(socket)).rejects.toThrow(code);
    socket.disconnect();
  });

  /**
   * What changes something is tried on what nobody has, where it would be let in: the guard is passed, nothing changes.
   * An agent tries it on a conversation that is none of their business.
   */
  async function outcomeOf(route: string, tried: RouteCase, role: Role): Promise<Outcome> {
    const { ids, words = {} } = tried;
    const [method, path] = route.split(' ');
    const isOthers = role === 'agent' && Object.values(ids).includes('conversation');
    const of = method === 'GET' || isOthers ? own : { ...nothing(), ...given(), brand: own.brand };
    const address = path.replace(/:(\w+)/g, (_all, name: string) =>
      name in ids ? of[ids[name]] : (words[name] ?? name),
    );
    const json = isOthers ? { ...tried.json?.body, tagId: own.tag } : {};
    const { status, location } = await people[role].request(
      method,
      address,
      method === 'GET' ? {} : { json },
    );
    if (status === 401 || location?.startsWith('/sign-in')) return 'sign-in';
    if (status === 403) return 'forbidden';
    if (status === 404) return 'not-found';
    expect([route, status]).toEqual([route, Math.min(status, 499)]);
    return 'in';
  }

  /** Ids of what forms may make, as the pages of new ones give them out. */
  function given(): Partial<Somebody> {
    const ids = demo.app.get(GivenIds, { strict: false });
    const give = () => ids.give(demo.database.brands['maison-lumiere'].id);
    return { group: give(), response: give(), rule: give(), tag: give(), 'targeting rule': give() };
  }

  async function said(socket: Socket, event: string, input: object): Promise<string> {
    const message = { ...input, conversationId: own.conversation, clientId: randomUUID() };
    const answer = (await socket.timeout(5_000).emitWithAck(event, message)) as {
      ok: boolean;
      code?: string;
    };
    return answer.ok ? 'in' : (answer.code ?? '');
  }

  /** What names something of somebody, asked of the one conversation; what ends it is asked of none. */
  function eventsOf(who: 'member' | 'messenger'): [string, string, object][] {
    return Object.entries(EVENTS[who]).flatMap(([event, tried]) => {
      if (typeof tried === 'string' || !('conversationId' in tried.ids) || tried.ends) return [];
      return [[who, event, tried.input] as [string, string, object]];
    });
  }

  async function memberOf(email: string): Promise<string> {
    const [{ id }] = await demo.database.query<{ id: string }>(
      'SELECT m.id FROM members m JOIN accounts a ON a.id = m.account_id WHERE a.email = $1',
      [email],
    );
    return id;
  }
});
