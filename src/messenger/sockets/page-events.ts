import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Presence } from '../../platform/index.js';
import { RecordTransaction } from '../../sales/index.js';
import {
  EndVisit,
  IdentifyVisitor,
  RecordPage,
  SetVisitData,
  VisitorAccess,
  visitorActor,
  visitorRoom,
  WelcomeVisitor,
} from '../../visitors/index.js';
import { Arrivals } from './arrivals.js';
import { Engagements, type Engagement } from '../engagements.js';
import { FollowedLinks } from '../links/followed-links.js';
import { Hellos } from './hello.js';
import { ruleRoom } from '../messenger.live.js';
import { VisitorLimits } from '../visitor-limits.js';
import type { Message } from '../pages/visitor-messages.js';
import { languageOf, type VisitorSession } from '../visitor-sessions.js';
import type { VisitorSocket } from './visitor-socket.js';

/** What the page says, or its script on the page's behalf: where the visitor is, who they are, what they buy. */
@Injectable()
export class PageEvents {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly engagements: Engagements,
    private readonly hellos: Hellos,
    private readonly links: FollowedLinks,
    private readonly welcome: WelcomeVisitor,
    private readonly visitors: VisitorAccess,
    private readonly identifyVisitor: IdentifyVisitor,
    private readonly endVisit: EndVisit,
    private readonly recordPage: RecordPage,
    private readonly setData: SetVisitData,
    private readonly recordTransaction: RecordTransaction,
    private readonly presence: Presence,
    private readonly limits: VisitorLimits,
  ) {}

  /** Says who is there and what is possible, to a loader that has just come or whose visitor has changed. */
  async hello(socket: VisitorSocket): Promise<void> {
    const { session, token, link } = socket.data;
    socket.emit('hello', this.hellos.compose(session, { token, link }, await this.engagement(socket)));
    socket.data.link = undefined;
  }

  /** Looks again: at the rule that answers, at what goes on, at the badge. */
  async ask(socket: VisitorSocket): Promise<void> {
    await this.renewed(socket);
    socket.emit('engagement', await this.engagement(socket));
  }

  async page(socket: VisitorSocket, page: Message<'page'>): Promise<void> {
    socket.data.page = page;
    socket.data.session.pageViewId = await this.recordPage.run(socket.data.session.actor, page);
    if (socket.data.connectionId) await this.presence.move(socket.data.connectionId, page);
    await this.ask(socket);
  }

  async language(socket: VisitorSocket, { locale }: Message<'language'>): Promise<void> {
    const { session } = socket.data;
    const spoken = languageOf(session.site, locale, session.actor.locale);
    await this.become(socket, { ...session, actor: { ...session.actor, locale: spoken } });
  }

  async identify(socket: VisitorSocket, identity: Message<'identify'>): Promise<void> {
    const { session } = socket.data;
    const { browserId, renewals } = await this.identifyVisitor.run(session.actor, identity, socket.id);
    const actor = { ...session.actor, id: browserId };
    const isOther = browserId !== session.actor.id;
    const { linkToken } = socket.data;
    if (linkToken) socket.data.link = await this.links.followAgain(actor, linkToken);
    await this.become(socket, { ...session, actor, visitor: { ...session.visitor, renewals } });
    // It was another customer's browser until now, in its other tabs too.
    if (isOther) await this.endVisit.run(session.actor);
  }

  /** The site's customer has gone: whoever comes next in this browser is somebody new. */
  async reset(socket: VisitorSocket): Promise<void> {
    const { session } = socket.data;
    this.limits.take('newcomer', session);
    const { brandId, siteId, locale } = session.actor;
    const { visitor } = await this.welcome.run({
      brandId,
      siteId,
      token: null,
      origin: session.origin,
      locale,
      userAgent: socket.data.userAgent,
    });
    await this.become(socket, { ...session, visitor, actor: { ...session.actor, id: visitor.browserId } });
    await this.endVisit.run(session.actor);
  }

  async set(socket: VisitorSocket, custom: Message<'set'>): Promise<void> {
    await this.setData.run(socket.data.session.actor, { custom });
    await this.ask(socket);
  }

  async cart(socket: VisitorSocket, cart: Message<'cart'>): Promise<void> {
    await this.setData.run(socket.data.session.actor, { cart });
    await this.ask(socket);
  }

  async transaction(socket: VisitorSocket, { id, ...sale }: Message<'transaction'>): Promise<void> {
    await this.recordTransaction.run(socket.data.session.actor, { externalId: String(id), ...sale });
  }

  /** A new room for whoever the browser stands for now; the old one hears no more of it. */
  private async become(socket: VisitorSocket, session: VisitorSession): Promise<void> {
    const { brandId } = session.actor;
    const { page } = socket.data;
    const { actor, visitor } = socket.data.session;
    socket.data.session = session;
    const renewed = await this.renewed(socket);
    await socket.leave(visitorRoom(brandId, visitor.id));
    await socket.leave(visitorRoom(brandId, actor.id));
    // Somebody else looks at the page now.
    if (renewed.actor.id !== actor.id)
      renewed.pageViewId = page ? await this.recordPage.run(renewed.actor, page) : null;
    socket.data.locale = renewed.actor.locale;
    socket.data.token = this.arrivals.tokenFor(renewed);
    await socket.join([visitorRoom(brandId, renewed.visitor.id), visitorRoom(brandId, renewed.actor.id)]);
    await this.hello(socket);
  }

  /** The visitor as they are in the database now; refused where another socket has had the browser's token renewed. */
  private async renewed(socket: VisitorSocket): Promise<VisitorSession> {
    const { session } = socket.data;
    const { brandId, siteId, id: browserId, locale } = session.actor;
    const { renewals } = session.visitor;
    const visitor = await this.visitors.recognise({ brandId, siteId, browserId, renewals });
    if (!visitor) throw new Refusal('unauthenticated', 'visitor_unknown');
    socket.data.session = {
      ...session,
      visitor,
      actor: visitorActor({ brandId, siteId, browserId }, locale),
    };
    return socket.data.session;
  }

  /** Heard of from here on; room that came or went before that is looked at again. */
  private async engagement(socket: VisitorSocket): Promise<Engagement> {
    const { session } = socket.data;
    const found = await this.engagements.of(session);
    const isNew = await this.follow(socket, found.ruleId);
    if (!isNew || (await this.engagements.isCurrent(session, found))) return found;
    return this.engagements.of(session);
  }

  /** Hears of room that comes and goes at the rule that answers here; true where it did not before. */
  private async follow(socket: VisitorSocket, ruleId: string | null): Promise<boolean> {
    const { brandId } = socket.data.session.actor;
    const room = ruleId && ruleRoom(brandId, ruleId);
    if (room === socket.data.ruleRoom) return false;
    if (socket.data.ruleRoom) await socket.leave(socket.data.ruleRoom);
    socket.data.ruleRoom = room;
    if (room) await socket.join(room);
    return room !== null;
  }
}
