import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { Clock } from '../../src/kernel/index.js';
import { RightsNow, type RightsChange } from '../../src/members/rights-now.js';
import type { MemberStanding, OpenSession, StandingQueries } from '../../src/members/standing.queries.js';
import type { SignedInMember } from '../../src/members/member-session.js';
import type { Events, Live } from '../../src/platform/index.js';
import { aMemberOf, refusalOf } from './fakes.js';

const ACTIVE: MemberStanding = {
  isSignedIn: true,
  brandState: 'active',
  status: 'active',
  role: 'manager',
  kind: 'staff',
  name: 'Léa',
  picture: null,
  capacity: 3,
  chosenState: 'available',
  state: 'available',
  groups: ['advice'],
  twoStepFrom: null,
  hasFactor: false,
};
const NOW = new Date('2026-12-24T12:00:00Z');

class FakeSocket extends EventEmitter {
  ended: unknown[] = [];

  constructor(readonly id: string) {
    super();
  }

  disconnect(close: boolean): void {
    this.ended.push(close);
    this.emit('disconnect');
  }
}

/** A node with what the database says, which tests change, and a clock that they set. */
class Node {
  clock = 100_000;
  says: (MemberStanding | undefined)[] = [ACTIVE];
  fails = false;
  asked: OpenSession[][] = [];
  /** Let go of by hand where an answer is late. */
  late: Promise<void> | null = null;
  told: [string, unknown][] = [];
  hear: (change: RightsChange) => void = () => undefined;
  readonly committed = new Map<string, (event: { brandId: string }) => void>();
  readonly rights: RightsNow;

  constructor() {
    performance.now = () => this.clock;
    const standings = {
      of: async (sessions: OpenSession[]) => {
        this.asked.push([...sessions]);
        const says = sessions.map((_, at) => this.says[at % Math.max(1, this.says.length)]);
        await this.late;
        if (this.fails) throw new Error('no database');
        return says;
      },
    } as unknown as StandingQueries;
    const live = {
      whenTold: (topic: string, handler: (change: RightsChange) => void) => {
        expect(topic).toBe('members.rights');
        this.hear = handler;
      },
      tellNodes: (topic: string, change: unknown) => this.told.push([topic, change]),
    } as unknown as Live;
    const events = {
      onCommitted: ({ name }: { name: string }, listener: (event: { brandId: string }) => void) =>
        this.committed.set(name, listener),
    } as unknown as Events;
    const time = new Clock();
    time.freeze(NOW);
    this.rights = new RightsNow(standings, live, events, time);
    this.rights.onModuleInit();
  }

  watch(id = 's1', me = aMemberOf('manager')) {
    const socket = new FakeSocket(id);
    const told: [string, SignedInMember][] = [];
    this.rights.watch(socket as unknown as Socket, {
      sessionId: `session-${id}`,
      me,
      tell: (change, now) => told.push([change, now]),
    });
    return { socket, told, of: () => this.rights.of(socket as unknown as Socket) };
  }
}

const { now } = performance;
const settled = () => new Promise((resolve) => setImmediate(resolve));
let node: Node;
beforeEach(() => (node = new Node()));
afterEach(() => (performance.now = now));

it.each(['settings.brand_suspended', 'settings.brand_reopened'])('tells every node of %s', (event) => {
  const node = new Node();
  node.committed.get(event)?.({ brandId: 'b1' });
  expect(node.told).toEqual([['members.rights', { brandId: 'b1' }]]);
});

describe('whom a socket speaks for', () => {
  it('is asked for before anything is done in their name, and not again within a second', async () => {
    const lea = node.watch();
    expect((await lea.of()).actor).toMatchObject({ id: 'lea', role: 'manager' });
    expect(node.asked).toEqual([[{ sessionId: 'session-s1', accountId: 'account', brandId: 'b' }]]);
    node.clock += 999;
    await lea.of();
    expect(node.asked).toHaveLength(1);
    node.clock += 1;
    await lea.of();
    expect(node.asked).toHaveLength(2);
  });

  it('is asked for once where much is done at the same time', async () => {
    const lea = node.watch();
    await Promise.all([lea.of(), lea.of(), lea.of()]);
    expect(node.asked).toHaveLength(1);
    node.clock += 1000;
    await Promise.all([lea.of(), lea.of()]);
    expect(node.asked).toHaveLength(2);
  });

  it('is as they are now', async () => {
    node.says = [
      {
        ...ACTIVE,
        brandState: 'suspended',
        role: 'agent',
        kind: 'expert',
        name: 'Léa M.',
        picture: '/lea.png',
        capacity: 5,
        chosenState: 'away',
        state: 'offline',
      },
    ];
    const before = aMemberOf('manager');
    expect(await node.watch().of()).toEqual({
      ...before,
      actor: { ...before.actor, role: 'agent' },
      brand: { ...before.brand, suspended: true },
      kind: 'expert',
      name: 'Léa M.',
      picture: '/lea.png',
      capacity: 5,
      chosenState: 'away',
      state: 'offline',
    });
  });

  it.each<[string, MemberStanding | undefined, string]>([
    ['signed out', { ...ACTIVE, isSignedIn: false }, 'unauthenticated sign_in_needed'],
    ['of a brand that is gone', undefined, 'unauthenticated sign_in_needed'],
    ['no member any more', { ...ACTIVE, status: null }, 'not_found not_found'],
    ['a member who is suspended', { ...ACTIVE, status: 'suspended' }, 'forbidden forbidden'],
    [
      'without a second factor that is required',
      { ...ACTIVE, twoStepFrom: NOW },
      'forbidden two_step_needed',
    ],
    [
      'begun without the second factor that is required',
      { ...ACTIVE, twoStepFrom: NOW, hasFactor: true },
      'forbidden two_step_unproved',
    ],
  ])('is nobody where they are %s: the socket ends', async (_who, standing, refusal) => {
    const lea = node.watch();
    node.says = [standing];
    expect(await refusalOf(lea.of())).toBe(refusal);
    expect(lea.socket.ended).toEqual([true]);
    expect(lea.told).toEqual([]);
    expect(await refusalOf(lea.of())).toBe('unauthenticated sign_in_needed');
    expect(node.asked).toHaveLength(1);
  });

  it('is nobody once the socket has gone', async () => {
    const lea = node.watch();
    lea.socket.emit('disconnect');
    expect(await refusalOf(lea.of())).toBe('unauthenticated sign_in_needed');
  });

  it('is not known while nobody can be asked', async () => {
    const lea = node.watch();
    node.fails = true;
    await expect(lea.of()).rejects.toThrow('no database');
    node.fails = false;
    expect((await lea.of()).name).toBe('Léa');
  });

  it('begins to hear something only by the rights by which it was looked up', async () => {
    const lea = node.watch();
    const socket = lea.socket as unknown as Socket;
    expect(await refusalOf(node.rights.confirm(socket, aMemberOf('manager')))).toBeNull();
    expect(await refusalOf(node.rights.confirm(socket, aMemberOf('admin')))).toBe('forbidden forbidden');
  });
});

describe('a look at all sockets', () => {
  it('asks for all of them by one statement, and for none where there is none', async () => {
    await node.rights.sweep();
    expect(node.asked).toEqual([]);
    node.watch('s1');
    node.watch('s2');
    await node.rights.sweep();
    expect(node.asked.map((sessions) => sessions.map(({ sessionId }) => sessionId))).toEqual([
      ['session-s1', 'session-s2'],
    ]);
  });

  it('waits for the one before it', async () => {
    node.watch();
    let answer: () => void = () => undefined;
    node.late = new Promise((resolve) => (answer = resolve));
    const first = node.rights.sweep();
    await node.rights.sweep();
    expect(node.asked).toHaveLength(1);
    answer();
    await first;
    await node.rights.sweep();
    expect(node.asked).toHaveLength(2);
  });

  it('goes on after one that failed', async () => {
    const lea = node.watch();
    node.fails = true;
    await node.rights.sweep();
    node.fails = false;
    node.says = [{ ...ACTIVE, role: 'agent' }];
    await node.rights.sweep();
    expect(lea.told.map(([change]) => change)).toEqual(['rights']);
  });

  it('tells a desk what has changed, once', async () => {
    const lea = node.watch();
    await node.rights.sweep();
    expect(lea.told).toEqual([]);
    const changes: [Partial<MemberStanding>, string][] = [
      [{ role: 'admin' }, 'rights'],
      [{ role: 'admin', brandState: 'suspended' }, 'rights'],
      [{ role: 'admin', brandState: 'suspended', groups: ['advice', 'orders'] }, 'place'],
      [{ role: 'admin', brandState: 'suspended', groups: ['advice', 'orders'], capacity: 4 }, 'place'],
    ];
    for (const [standing, change] of changes) {
      node.says = [{ ...ACTIVE, ...standing }];
      node.clock += 500;
      await node.rights.sweep();
      await node.rights.sweep();
      expect(lea.told.map(([each]) => each)).toEqual([change]);
      expect(lea.told[0][1]).toEqual(await lea.of());
      lea.told.length = 0;
    }
  });

  it('ends the sockets of those alone who may not be here', async () => {
    const [lea, tom] = [node.watch('s1'), node.watch('s2')];
    node.says = [{ ...ACTIVE, status: 'suspended' }, ACTIVE];
    await node.rights.sweep();
    expect([lea.socket.ended, tom.socket.ended]).toEqual([[true], []]);
    await node.rights.sweep();
    expect(node.asked[1]).toHaveLength(1);
  });
});

describe('a change of rights', () => {
  it('is told to every node', () => {
    node.rights.changed({ brandId: 'b', memberId: 'lea' });
    expect(node.told).toEqual([['members.rights', { brandId: 'b', memberId: 'lea' }]]);
  });

  it.each<[RightsChange, boolean]>([
    [{ brandId: 'b' }, true],
    [{ memberId: 'lea' }, true],
    [{ accountId: 'account' }, true],
    [{ sessionId: 'session-s1' }, true],
    [{ brandId: 'b', memberId: 'lea' }, true],
    [{ brandId: 'b', memberId: 'tom' }, false],
    [{ brandId: 'c', memberId: 'lea' }, false],
    [{ sessionId: 'session-s2' }, false],
  ])('by %j is looked at at once where it is meant: %s', async (change, isMeant) => {
    const lea = node.watch();
    await lea.of();
    node.says = [{ ...ACTIVE, role: 'agent' }];
    node.clock += 10;
    node.hear(change);
    await settled();
    expect(lea.told).toHaveLength(isMeant ? 1 : 0);
    expect(node.asked).toHaveLength(isMeant ? 2 : 1);
  });

  it('makes void what was asked for before it', async () => {
    const lea = node.watch();
    let answer: () => void = () => undefined;
    node.late = new Promise((resolve) => (answer = resolve));
    const sweep = node.rights.sweep();
    node.says = [{ ...ACTIVE, role: 'agent' }];
    node.late = null;
    node.clock += 1;
    node.hear({ memberId: 'lea' });
    await settled();
    answer();
    await sweep;
    expect((await lea.of()).actor.role).toBe('agent');
    expect(lea.told.map(([change]) => change)).toEqual(['rights']);
  });

  it('makes it void also where it is answered before what was asked for after it', async () => {
    const lea = node.watch();
    let answer: () => void = () => undefined;
    node.late = new Promise((resolve) => (answer = resolve));
    const sweep = node.rights.sweep();
    node.late = new Promise(() => undefined);
    node.clock += 1;
    node.hear({ memberId: 'lea' });
    node.late = null;
    answer();
    await sweep;
    node.says = [{ ...ACTIVE, status: 'suspended' }];
    expect(await refusalOf(lea.of())).toBe('forbidden forbidden');
  });

  it('holds also where the look at it failed: nothing is done by what was known before', async () => {
    const lea = node.watch();
    await lea.of();
    node.fails = true;
    node.clock += 1;
    node.hear({ memberId: 'lea' });
    await settled();
    await expect(lea.of()).rejects.toThrow('no database');
    node.fails = false;
    node.says = [{ ...ACTIVE, status: 'suspended' }];
    expect(await refusalOf(lea.of())).toBe('forbidden forbidden');
  });

  it('is not undone by an answer that comes later than a newer one', async () => {
    const lea = node.watch();
    let answer: () => void = () => undefined;
    node.late = new Promise((resolve) => (answer = resolve));
    const sweep = node.rights.sweep();
    node.late = null;
    node.clock += 400;
    node.says = [{ ...ACTIVE, role: 'agent' }];
    expect((await lea.of()).actor.role).toBe('agent');
    answer();
    await sweep;
    expect((await lea.of()).actor.role).toBe('agent');
  });
});
