import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { DeskGateway } from '../../src/desk/desk.gateway.js';
import type { DeskEvents } from '../../src/desk/desk-events.js';
import { notFound, type MemberRole } from '../../src/kernel/index.js';
import type {
  ComeToDesk,
  LeaveDesk,
  MemberSession,
  RightsNow,
  SignedInMember,
  StandingChange,
} from '../../src/members/index.js';
import type { Config, I18n, Presence, Sessions } from '../../src/platform/index.js';
import { aMemberOf } from './fakes.js';

const OURS = 'https://chat.example';

class FakeSocket extends EventEmitter {
  readonly heard: unknown[][] = [];
  readonly rooms = new Set<string>();
  readonly data: Record<string, unknown> = {};
  readonly request: { headers: { origin?: string } };
  ended: unknown[] = [];

  constructor(
    readonly id: string,
    readonly handshake: { auth: object },
    origin: string,
  ) {
    super();
    this.request = { headers: { origin } };
  }

  join(rooms: string[]): Promise<void> {
    for (const room of rooms) this.rooms.add(room);
    return Promise.resolve();
  }

  leave(room: string): void {
    this.rooms.delete(room);
  }

  override emit(event: string, ...told: unknown[]): boolean {
    this.heard.push([event, ...told]);
    return true;
  }

  disconnect(close: boolean): void {
    this.ended.push(close);
    this.leaves();
  }

  leaves(): void {
    super.emit('disconnect');
  }
}

interface Asked {
  origin?: string;
  auth?: object;
  session?: { id: string; accountId?: string } | null;
}

/** A desk's gateway whose member has this role, and all that it does elsewhere in the order in which it is done. */
class Desk {
  readonly did: unknown[][] = [];
  fails: string | null = null;
  /** Who comes, where it is not Léa of the brand `b`. */
  comes: { id?: string; brandId?: string } = {};
  private sockets = 0;
  private readonly use: (socket: FakeSocket, next: (error?: Error) => void) => void;
  private readonly connect: (socket: FakeSocket) => void;
  tell: (change: StandingChange, now: SignedInMember) => void = () => undefined;
  private session: Asked['session'] = null;

  constructor(role: MemberRole, refusal?: Error) {
    const does =
      (name: string, answer?: unknown) =>
      (...given: unknown[]): Promise<unknown> => {
        this.did.push([name, ...given]);
        return this.fails === name ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(answer);
      };
    const gateway = new DeskGateway(
      { publicUrl: `${OURS}/app` } as Config,
      { ofRequest: () => Promise.resolve(this.session) } as unknown as Sessions,
      {
        member: (asked: object) => {
          this.did.push(['asked for', asked]);
          return refusal ? Promise.reject(refusal) : Promise.resolve(this.me(role));
        },
      } as unknown as MemberSession,
      {
        watch: (
          _socket: Socket,
          { sessionId, me, tell }: { sessionId: string; me: object; tell: Desk['tell'] },
        ) => {
          this.did.push(['watch', sessionId, me]);
          this.tell = tell;
        },
      } as unknown as RightsNow,
      { arrive: does('arrive', 'arrival'), leave: does('leave') } as unknown as Presence,
      { run: does('come') } as unknown as ComeToDesk,
      { run: does('go') } as unknown as LeaveDesk,
      { listen: (_socket: Socket, me: object) => this.did.push(['listen', me]) } as unknown as DeskEvents,
      { t: (locale: string, key: string) => `${locale} ${key}` } as unknown as I18n,
    );
    let use: Desk['use'] | undefined;
    let connect: Desk['connect'] | undefined;
    gateway.afterInit({
      use: (middleware: Desk['use']) => (use = middleware),
      on: (event: string, handler: Desk['connect']) => {
        expect(event).toBe('connection');
        connect = handler;
      },
    } as unknown as Namespace);
    if (!use || !connect) throw new Error('Nobody hears who comes.');
    [this.use, this.connect] = [use, connect];
  }

  async knock({ origin = OURS, auth = {}, session = { id: 'session', accountId: 'account' } }: Asked = {}) {
    this.session = session;
    this.sockets += 1;
    const socket = new FakeSocket(
      `s${this.sockets}`,
      { auth: { brand: 'lumiere', locale: 'fr', ...auth } },
      origin,
    );
    const error = await new Promise<(Error & { data?: unknown }) | undefined>((resolve) =>
      this.use(socket, resolve),
    );
    return { socket, refusal: error && [error.message, error.data] };
  }

  async open(asked: Asked = {}): Promise<FakeSocket> {
    const { socket, refusal } = await this.knock(asked);
    expect(refusal).toBeUndefined();
    this.connect(socket);
    await settled();
    return socket;
  }

  private me(role: MemberRole): SignedInMember {
    const me = aMemberOf(role);
    return { ...me, actor: { ...me.actor, ...this.comes } };
  }

  names(): unknown[] {
    return this.did.map(([name]) => name);
  }
}

const BOARD = { auth: { board: true } };
const LEAVING = [
  ['leave', 'arrival'],
  ['go', 'b', 'lea'],
];
const settled = () => new Promise((resolve) => setImmediate(resolve));
const said = (code: string) => [code, { code, message: `en errors:${code}` }];
const { warn } = Logger.prototype;
let warned: string[];
beforeEach(() => {
  warned = [];
  Logger.prototype.warn = (text: string) => void warned.push(text);
});
afterEach(() => (Logger.prototype.warn = warn));

describe('a desk is let in', () => {
  it('from our own origin, by who is signed in, to the brand that it names', async () => {
    const desk = new Desk('agent');
    const { socket, refusal } = await desk.knock();
    expect(refusal).toBeUndefined();
    expect(desk.did).toEqual([
      ['asked for', { accountId: 'account', slug: 'lumiere', isProved: false, locales: ['fr'] }],
    ]);
    expect(socket.data).toEqual({
      me: aMemberOf('agent'),
      sessionId: 'session',
      locale: 'fr',
      isBoard: false,
    });
    expect([...socket.rooms]).toEqual(['member:b:lea', 'members:b']);
  });

  it('from nowhere else', async () => {
    for (const origin of ['https://shop.example', 'http://chat.example', `${OURS}/app`, '']) {
      const desk = new Desk('admin');
      const { socket, refusal } = await desk.knock({ origin });
      expect([refusal, desk.did, socket.rooms.size]).toEqual([said('forbidden'), [], 0]);
    }
  });

  it('by nobody who is not signed in', async () => {
    for (const session of [null, { id: 'session' }]) {
      const desk = new Desk('admin');
      expect((await desk.knock({ session })).refusal).toEqual(said('sign_in_needed'));
      expect(desk.did).toEqual([]);
    }
  });

  it('by nobody who is no member; where it cannot be asked the desk comes again', async () => {
    expect((await new Desk('agent', notFound()).knock()).refusal).toEqual(said('not_found'));
    expect((await new Desk('agent', new Error('no database')).knock()).refusal).toEqual(said('unavailable'));
  });

  it('by nobody who names no brand, or by what can be none', async () => {
    for (const brand of [undefined, ['lumiere'], 7, 'lumiere\u0000']) {
      const desk = new Desk('admin');
      expect((await desk.knock({ auth: { brand } })).refusal).toEqual(said('invalid_input'));
      expect(desk.did).toEqual([]);
    }
  });

  it('as a board for managers and admins alone', async () => {
    for (const role of ['manager', 'admin'] as const) {
      const { socket } = await new Desk(role).knock(BOARD);
      expect([...socket.rooms]).toEqual(['member:b:lea', 'board:b']);
      expect(socket.data).toMatchObject({ isBoard: true });
    }
    const { socket, refusal } = await new Desk('agent').knock(BOARD);
    expect([refusal, socket.rooms.size]).toEqual([said('forbidden'), 0]);
    expect((await new Desk('agent').knock({ auth: { board: 'true' } })).socket.data).toMatchObject({
      isBoard: false,
    });
  });
});

describe('an open desk', () => {
  it('is watched, listened to and present, and is greeted after that', async () => {
    const desk = new Desk('agent');
    const socket = await desk.open();
    const me = aMemberOf('agent');
    expect(desk.did.slice(1)).toEqual([
      ['watch', 'session', me],
      ['listen', me],
      ['arrive', { brandId: 'b', side: 'member', personId: 'lea' }],
      ['come', me.actor],
    ]);
    expect(socket.heard).toEqual([['hello']]);
    socket.leaves();
    await settled();
    expect(desk.did.slice(5)).toEqual(LEAVING);
    expect(warned).toEqual([]);
  });

  it('as a board looks on: nobody is at their desk by it', async () => {
    const desk = new Desk('manager');
    const socket = await desk.open(BOARD);
    socket.leaves();
    await settled();
    expect(desk.names()).toEqual(['asked for', 'watch', 'listen']);
    expect(socket.heard).toEqual([['hello']]);
  });

  it.each(['arrive', 'come'])(
    'that cannot be greeted because of what fails in “%s” comes again',
    async (fails) => {
      const desk = new Desk('agent');
      desk.fails = fails;
      const socket = await desk.open();
      expect([socket.heard, socket.ended]).toEqual([[], [true]]);
      expect(warned[0]).toBe(`a desk could not be greeted: Error: no ${fails}`);
    },
  );

  it('that cannot be left is found by the sweep of dead connections', async () => {
    const desk = new Desk('agent');
    const socket = await desk.open();
    desk.fails = 'leave';
    socket.leaves();
    await settled();
    expect(warned).toEqual(['a desk could not be left: Error: no leave']);
  });

  it('gives its place to the newest of more than thirty, and says so', async () => {
    const desk = new Desk('agent');
    const sockets: FakeSocket[] = [];
    for (let at = 0; at < 30; at += 1) sockets.push(await desk.open());
    for (const comes of [{ id: 'tom' }, { brandId: 'c' }]) {
      desk.comes = comes;
      await desk.open();
    }
    desk.comes = {};
    expect(sockets.flatMap(({ ended }) => ended)).toEqual([]);
    sockets.push(await desk.open());
    expect(sockets.map(({ ended }) => ended.length)).toEqual([1, ...Array.from({ length: 30 }, () => 0)]);
    expect([sockets[0].heard, sockets[0].ended]).toEqual([[['hello'], ['displaced']], [true]]);
  });
});

describe('what somebody may do has changed:', () => {
  const OF_CONVERSATIONS = ['conversation:b:c:member', 'viewers:b:c', 'presence:b:v'];

  it('another place in the distribution is told, and everything goes on', async () => {
    const desk = new Desk('manager');
    const socket = await desk.open();
    await socket.join(OF_CONVERSATIONS);
    desk.tell('place', aMemberOf('agent'));
    expect(socket.heard.slice(1)).toEqual([['lists', {}]]);
    expect([socket.rooms.size, socket.ended]).toEqual([5, []]);
  });

  it('by other rights nothing more is heard of conversations until the page has asked', async () => {
    const desk = new Desk('manager');
    const socket = await desk.open();
    await socket.join(OF_CONVERSATIONS);
    desk.tell('rights', aMemberOf('agent'));
    expect(socket.heard.slice(1)).toEqual([['rights', {}]]);
    expect([[...socket.rooms], socket.ended]).toEqual([['member:b:lea', 'members:b'], []]);
  });

  it('a board ends for who manages no more, and for nobody else', async () => {
    const desk = new Desk('admin');
    const board = await desk.open(BOARD);
    desk.tell('rights', aMemberOf('manager'));
    expect([board.heard.slice(1), board.ended]).toEqual([[['rights', {}]], []]);
    desk.tell('rights', aMemberOf('agent'));
    expect([board.heard.slice(2), board.ended]).toEqual([[], [true]]);
  });
});
