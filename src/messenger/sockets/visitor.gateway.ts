import { Logger } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { ExtendedError } from 'socket.io';
import { conversationRoom } from '../../conversations/index.js';
import { Refusal } from '../../kernel/index.js';
import {
  Answering,
  ClientAddresses,
  NetworkPace,
  Presence,
  refusalOf,
  VISITOR_NAMESPACE,
} from '../../platform/index.js';
import { visitorRoom } from '../../visitors/index.js';
import { answererRoom } from '../answerers.live.js';
import { Arrivals } from './arrivals.js';
import { messengerRoom, messengersRoom } from '../messenger.live.js';
import { OpenSockets } from './open-sockets.js';
import { PageEvents } from './page-events.js';
import { TalkEvents } from './talk-events.js';
import { VisitorConversations } from '../visitor-conversations.queries.js';
import { VisitorLimits } from '../visitor-limits.js';
import {
  handshakeShape,
  messageShapes,
  type Handshake,
  type MessageName,
} from '../pages/visitor-messages.js';
import type { VisitorNamespace, VisitorSocket } from './visitor-socket.js';

type Handler = (socket: VisitorSocket, message: never) => Promise<object | void>;
type Handlers = Partial<Record<MessageName, Handler>>;

/** Refusals that trying again would not change. */
const FINAL = new Set(['not_found', 'forbidden', 'unauthenticated', 'invalid']);

/** What is said in a conversation waits for nobody. */
const TALK = new Set<MessageName>(['message', 'typing', 'read', 'catch_up']);

/**
 * Visitors' sockets. Guards and pipes of Nest do not run for these, so everything is checked here: who connects and from
 * where at the handshake, the shape and the rate of every event; the verbs check the rights.
 */
@WebSocketGateway({ namespace: VISITOR_NAMESPACE })
export class VisitorGateway implements OnGatewayInit<VisitorNamespace> {
  private readonly logger = new Logger('VisitorGateway');
  private readonly handlers: Record<'loader' | 'messenger', Handlers>;
  /** What a page says changes whom its socket stands for: one thing after the other, and after its greeting. */
  private readonly turns = new WeakMap<VisitorSocket, Promise<unknown>>();
  /** All that each of the two may say. */
  readonly shapes: Record<'loader' | 'messenger', Partial<typeof messageShapes>>;

  constructor(
    private readonly arrivals: Arrivals,
    private readonly page: PageEvents,
    talk: TalkEvents,
    private readonly conversations: VisitorConversations,
    private readonly answering: Answering,
    private readonly addresses: ClientAddresses,
    private readonly limits: VisitorLimits,
    private readonly pace: NetworkPace,
    private readonly sockets: OpenSockets,
    private readonly presence: Presence,
  ) {
    this.handlers = {
      loader: {
        page: (socket, message) => page.page(socket, message),
        ask: (socket) => page.ask(socket),
        language: (socket, message) => page.language(socket, message),
        identify: (socket, message) => page.identify(socket, message),
        reset: (socket) => page.reset(socket),
        set: (socket, message) => page.set(socket, message),
        cart: (socket, message) => page.cart(socket, message),
        transaction: (socket, message) => page.transaction(socket, message),
      },
      messenger: {
        accept: (socket, message) => talk.accept(socket, message),
        message: (socket, message) => talk.message(socket, message),
        typing: (socket, message) => talk.typing(socket, message),
        read: (socket, message) => talk.read(socket, message),
        catch_up: (socket, message) => talk.catchUp(socket, message),
        survey: (socket, message) => talk.survey(socket, message),
        settings: (socket, message) => talk.settings(socket, message),
      },
    };
    this.shapes = { loader: shapesOf(this.handlers.loader), messenger: shapesOf(this.handlers.messenger) };
  }

  afterInit(namespace: VisitorNamespace): void {
    namespace.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(this.refused(error)),
      );
    });
    namespace.on('connection', (socket) => this.connected(socket));
  }

  private async admit(socket: VisitorSocket): Promise<void> {
    const handshake = handshakeShape.safeParse(socket.handshake.auth);
    if (!handshake.success) throw new Refusal('invalid', 'invalid_input');
    const { site: siteKey, token } = handshake.data;
    const { network } = this.addresses.of(socket.request);
    this.limits.arrive({ siteKey, token, network });
    await this.pace.during(network, {}, () => this.arrive(socket, handshake.data));
  }

  private async arrive(socket: VisitorSocket, shown: Handshake): Promise<void> {
    const address = this.addresses.of(socket.request);
    const { network } = address;
    const { origin, 'user-agent': userAgent = '' } = socket.handshake.headers;
    const { token, link, ...session } = await this.arrivals.run(shown, {
      origin,
      userAgent,
      network,
    });
    this.sockets.enter(socket, session);
    const { part, page } = shown;
    const { locale } = session.actor;
    Object.assign(socket.data, {
      part,
      page,
      session,
      token,
      link,
      linkToken: shown.link,
      locale,
      userAgent,
      address,
      connectionId: null,
      going: [],
      ruleRoom: null,
    });
    await this.enter(socket);
  }

  private async enter(socket: VisitorSocket): Promise<void> {
    const { part, session, locale } = socket.data;
    const { actor, visitor } = session;
    await socket.join([visitorRoom(actor.brandId, actor.id), visitorRoom(actor.brandId, visitor.id)]);
    if (part === 'loader') return;
    const open = await this.conversations.open(actor);
    socket.data.going = open.map(({ id }) => id);
    await socket.join([
      messengersRoom(actor.brandId),
      messengerRoom(actor.brandId, actor.id),
      messengerRoom(actor.brandId, visitor.id),
      ...open.map(({ id }) => conversationRoom(actor.brandId, id, 'visitor', locale)),
      ...open.flatMap(({ memberId }) => (memberId ? [answererRoom(actor.brandId, memberId)] : [])),
    ]);
  }

  private connected(socket: VisitorSocket): void {
    const { part } = socket.data;
    forgetHandshakeRequest(socket);
    this.answering.onAny(socket, this.shapes[part], (name, message) => this.said(socket, name, message));
    if (part === 'messenger') {
      socket.emit('going', socket.data.going);
      return void this.isStillIn(socket).catch(() => undefined);
    }
    socket.on('disconnect', () => void this.left(socket));
    this.turns.set(socket, this.arrived(socket));
  }

  private async said(socket: VisitorSocket, name: MessageName, message: unknown): Promise<object | void> {
    const { part, session } = socket.data;
    this.limits.hear(name, session);
    const handler = () => this.handlers[part][name]?.(socket, message as never);
    const act = () => (TALK.has(name) ? handler() : this.pace.during(session.network, {}, handler));
    const outcome = await (part === 'loader' ? this.inTurn(socket, act) : act());
    await this.listen(socket, outcome);
    return outcome;
  }

  private async inTurn<T>(socket: VisitorSocket, act: () => Promise<T> | undefined): Promise<T | undefined> {
    const mine = (this.turns.get(socket) ?? Promise.resolve()).then(act);
    this.turns.set(
      socket,
      mine.catch(() => undefined),
    );
    return mine;
  }

  private async arrived(socket: VisitorSocket): Promise<void> {
    try {
      await this.pace.during(socket.data.session.network, {}, () => this.greet(socket));
    } catch (error) {
      if (!(error instanceof Refusal))
        this.logger.error(
          'a visitor could not be greeted',
          error instanceof Error ? error.stack : String(error),
        );
      socket.disconnect(true);
    }
  }

  private async greet(socket: VisitorSocket): Promise<void> {
    if (!(await this.isStillIn(socket))) return;
    const { session, page } = socket.data;
    await this.page.hello(socket);
    const { brandId, siteId, id: personId } = session.actor;
    const id = await this.presence.arrive({
      brandId,
      side: 'visitor',
      personId,
      siteId,
      url: page?.url,
      title: page?.title,
    });
    socket.data.connectionId = id;
    if (!socket.connected) await this.presence.leave(id);
  }

  /** Whose token has ended while they were being let in was not there yet to be sent away. */
  private async isStillIn(socket: VisitorSocket): Promise<boolean> {
    const hasCome = socket.handshake.auth.token !== undefined;
    if (!hasCome || (await this.arrivals.isStillIn(socket.data.session))) return true;
    socket.disconnect(true);
    return false;
  }

  private async left(socket: VisitorSocket): Promise<void> {
    const { connectionId } = socket.data;
    if (connectionId) await this.presence.leave(connectionId).catch(() => undefined);
  }

  /** Whoever is in a conversation hears it. */
  private async listen(socket: VisitorSocket, outcome: object | void): Promise<void> {
    if (!outcome || !('conversationId' in outcome) || typeof outcome.conversationId !== 'string') return;
    const { locale, session } = socket.data;
    const room = conversationRoom(session.actor.brandId, outcome.conversationId, 'visitor', locale);
    if (!socket.rooms.has(room)) await socket.join(room);
  }

  private refused(error: unknown): ExtendedError {
    const refusal = refusalOf(error);
    if (!refusal)
      this.logger.error('a handshake failed', error instanceof Error ? error.stack : String(error));
    const code = refusal?.code ?? 'unexpected';
    return Object.assign(new Error(code), {
      data: {
        code,
        final: refusal !== null && FINAL.has(refusal.kind),
        retryAfter: refusal?.details.retryAfter,
      },
    });
  }
}

function shapesOf(handlers: Handlers): Partial<typeof messageShapes> {
  return Object.fromEntries(Object.entries(messageShapes).filter(([name]) => name in handlers));
}

/** Nobody reads it after the handshake, and it is the largest thing that an idle socket holds. */
function forgetHandshakeRequest(socket: VisitorSocket): void {
  (socket.conn as { request: unknown }).request = null;
}
