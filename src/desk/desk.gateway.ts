import { Logger } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { forbidden, isStorable, may, Refusal } from '../kernel/index.js';
import {
  brandMembersRoom,
  ComeToDesk,
  LeaveDesk,
  memberRoom,
  MemberSession,
  RightsNow,
  type SignedInMember,
  type StandingChange,
} from '../members/index.js';
import { Config, I18n, MEMBER_NAMESPACE, NewestSockets, Presence, Sessions } from '../platform/index.js';
import { DeskEvents } from './desk-events.js';
import { boardRoom, isOfConversation } from './desk-rooms.js';

/** What a member's socket knows of whom it speaks for. */
export interface DeskSocketData {
  /** As they were when they came. */
  me: SignedInMember;
  sessionId: string;
  locale: string;
  /** A board only looks on: nobody is at their desk by it. */
  isBoard: boolean;
}

/** Of one member on this node: more tabs than anybody looks after. */
const MOST_OPEN = 30;
/** What Socket.IO says when this node stops: with it leave all who are connected here. */
const SERVER_ENDS = 'server shutting down';

/** A member's live desk: let in by the session cookie and our own Origin, present while it lasts. */
@WebSocketGateway({ namespace: MEMBER_NAMESPACE })
export class DeskGateway implements OnGatewayInit<Namespace> {
  private readonly logger = new Logger('DeskGateway');
  private readonly origin: string;
  private readonly open = new NewestSockets(MOST_OPEN);

  constructor(
    config: Config,
    private readonly sessions: Sessions,
    private readonly members: MemberSession,
    private readonly rights: RightsNow,
    private readonly presence: Presence,
    private readonly comeToDesk: ComeToDesk,
    private readonly leaveDesk: LeaveDesk,
    private readonly events: DeskEvents,
    private readonly i18n: I18n,
  ) {
    this.origin = new URL(config.publicUrl).origin;
  }

  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.letIn(socket).then(
        () => next(),
        (error: unknown) => next(this.refused(error)),
      );
    });
    namespace.on('connection', (socket: Socket) => void this.connected(socket));
  }

  private async letIn(socket: Socket): Promise<void> {
    const { headers } = socket.request;
    if (headers.origin !== this.origin) throw forbidden();
    const session = await this.sessions.ofRequest(socket.request);
    if (!session?.accountId) throw new Refusal('unauthenticated', 'sign_in_needed');
    const { brand, locale, board } = socket.handshake.auth as Record<string, unknown>;
    if (typeof brand !== 'string' || !isStorable(brand)) throw new Refusal('invalid', 'invalid_input');
    const me = await this.members.member({
      accountId: session.accountId,
      slug: brand,
      isProved: Boolean(session.provedAt),
      locales: [String(locale)],
    });
    const isBoard = board === true;
    if (isBoard && !may(me.actor, 'conversations.read_all')) throw forbidden();
    const data: DeskSocketData = { me, sessionId: session.id, locale: me.actor.locale, isBoard };
    Object.assign(socket.data, data);
    const { brandId, id } = me.actor;
    const place = isBoard ? boardRoom(brandId) : brandMembersRoom(brandId);
    await socket.join([memberRoom(brandId, id), place]);
  }

  /** A desk that the database cannot greet now comes again; nothing of it ends the process. */
  private async connected(socket: Socket): Promise<void> {
    try {
      await this.welcome(socket);
    } catch (error) {
      this.logger.warn(`a desk could not be greeted: ${String(error)}`);
      socket.disconnect(true);
    }
  }

  private async welcome(socket: Socket): Promise<void> {
    const { me, sessionId, isBoard } = socket.data as DeskSocketData;
    const { brandId, id } = me.actor;
    for (const oldest of this.open.enter(`${brandId} ${id}`, socket)) displace(oldest);
    this.rights.watch(socket, { sessionId, me, tell: (change, now) => this.changed(socket, change, now) });
    this.events.listen(socket, me);
    if (isBoard) return void socket.emit('hello');
    const arrival = this.presence.arrive({ brandId, side: 'member', personId: id });
    socket.once('disconnect', (reason) => {
      if (reason !== SERVER_ENDS) void this.farewell(arrival, brandId, id);
    });
    await arrival;
    // Once it is reopened, its pages are loaded anew.
    if (!me.brand.suspended) await this.comeToDesk.run(me.actor);
    socket.emit('hello');
  }

  /** Hears nothing more of conversations until its page, which may show what it should not, has asked again. */
  private changed(socket: Socket, change: StandingChange, me: SignedInMember): void {
    if (change === 'place') return void socket.emit('lists', {});
    const { isBoard } = socket.data as DeskSocketData;
    if (isBoard && !may(me.actor, 'conversations.read_all')) return void socket.disconnect(true);
    for (const room of socket.rooms) if (isOfConversation(room)) void socket.leave(room);
    socket.emit('rights', {});
  }

  /** Where it fails, the sweep of dead connections finds out that nobody is at the desk. */
  private async farewell(arrival: Promise<string>, brandId: string, memberId: string): Promise<void> {
    try {
      await this.presence.leave(await arrival);
      await this.leaveDesk.run(brandId, memberId);
    } catch (error) {
      this.logger.warn(`a desk could not be left: ${String(error)}`);
    }
  }

  private refused(error: unknown): Error {
    const code = error instanceof Refusal ? error.code : 'unavailable';
    return Object.assign(new Error(code), { data: { code, message: this.i18n.t('en', `errors:${code}`) } });
  }
}

/** Its page says so and does not come back by itself, or the tabs would take each other's places for ever. */
function displace(socket: Socket): void {
  socket.emit('displaced');
  socket.disconnect(true);
}
