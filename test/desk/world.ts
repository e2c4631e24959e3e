import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { CreateBrand } from '../../src/brands/index.js';
import { PostMessage } from '../../src/conversations/index.js';
import { SaveGroup, SaveRule, StartConversation } from '../../src/distribution/index.js';
import { newId, systemActor, type MemberRole, type VisitorActor } from '../../src/kernel/index.js';
import type { RunningApp } from '../../src/main.js';
import { AddMember, CreateAccount } from '../../src/members/index.js';
import { CreateSite } from '../../src/sites/index.js';
import { visitorActor, WelcomeVisitor } from '../../src/visitors/index.js';
import { startApplication } from '../support/application.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

export const PASSWORD = 'a password of the tests';

type Agent = ReturnType<typeof request.agent>;

export interface Answer {
  ok: boolean;
  code?: string;
  [more: string]: unknown;
}

/** The whole application with brands, members at their desks and visitors who write. */
export class DeskWorld {
  private readonly sockets: Socket[] = [];

  private constructor(
    readonly running: RunningApp,
    readonly database: TestDatabase,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<DeskWorld> {
    const database = await freshDatabase();
    const running = await startApplication(database, env);
    return new DeskWorld(running, database);
  }

  get url(): string {
    return this.running.url;
  }

  async brand(slug: string): Promise<DeskBrand> {
    const { app } = this.running;
    const name = `The brand ${slug}`;
    const { id } = await app
      .get(CreateBrand)
      .run({ slug, name, defaultLocale: 'fr', timeZone: 'Europe/Paris' });
    const site = {
      name: 'Shop',
      origins: [`https://${slug}.example`],
      defaultLocale: 'fr',
      colour: '#1c5d6b',
    };
    const siteId = await app.get(CreateSite).run(systemActor(id), site);
    return new DeskBrand(this, id, slug, siteId);
  }

  /** A browser that is not signed in. */
  agent(language = 'en'): Agent {
    return request.agent(this.url).set('Accept', 'text/html').set('Accept-Language', language);
  }

  async signIn(email: string, language = 'en', password = PASSWORD): Promise<MemberBrowser> {
    const browser = new MemberBrowser(this, this.agent(language));
    const answer = await browser.post('/sign-in', { email, password }, '/sign-in');
    if (answer.status !== 303) throw new Error(`Signing in was answered with ${answer.status}.`);
    return browser;
  }

  /** A socket of a desk; resolves when it is let in and greeted. */
  async connect(
    cookie: string,
    brand: string,
    more: { origin?: string; locale?: string; board?: boolean; url?: string } = {},
  ): Promise<Socket> {
    const { url = this.url, origin = url, locale = 'en', board = false } = more;
    const socket = io(`${url}/member`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { brand, locale, board },
      extraHeaders: { origin, cookie },
    });
    this.sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('hello', () => resolve());
      socket.once('connect_error', reject);
    });
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.disconnect();
    await this.running.close();
  }
}

/** One brand of the world, with a group and a rule that everybody added to it serves. */
export class DeskBrand {
  private readonly memberIds: string[] = [];
  private groupId: string | undefined;
  private ruleId: string | undefined;

  constructor(
    readonly world: DeskWorld,
    readonly id: string,
    readonly slug: string,
    readonly siteId: string,
  ) {}

  get desk(): string {
    return `/b/${this.slug}/desk`;
  }

  async member(
    name: string,
    { role = 'agent', accountId: known, capacity = 3 }: MemberFacts = {},
  ): Promise<DeskMember> {
    const { app } = this.world.running;
    const email = `${name.toLowerCase()}@${this.slug}.test`;
    const accountId =
      known ?? (await app.get(CreateAccount).run({ email, name, password: PASSWORD })).accountId;
    const { memberId } = await app
      .get(AddMember)
      .run(systemActor(this.id), { accountId, name, role, kind: 'staff', capacity });
    this.memberIds.push(memberId);
    // Of all members so far: those who come later get nothing of a rule that is already there.
    const group = { name: `Advisers ${this.memberIds.length}`, active: true, memberIds: this.memberIds };
    this.groupId = await app.get(SaveGroup).run(systemActor(this.id), group);
    return { id: memberId, accountId, email };
  }

  /** A visitor who has not written yet. */
  async visitor(name: string | null = null): Promise<VisitorActor> {
    const { visitor } = await this.world.running.app.get(WelcomeVisitor).run({
      brandId: this.id,
      siteId: this.siteId,
      origin: null,
      token: null,
      locale: 'fr',
      userAgent: 'Mozilla/5.0 (iPhone) Version/17.0 Mobile/15E148 Safari/604.1',
    });
    await this.world.database.query('UPDATE visitors SET name = $2 WHERE id = $1', [visitor.browserId, name]);
    return visitorActor({ brandId: this.id, siteId: this.siteId, browserId: visitor.browserId }, 'fr');
  }

  /** The visitor's first message, which goes where the brand's rule sends it. */
  async start(visitor: VisitorActor, body: string): Promise<string> {
    const { app } = this.world.running;
    this.ruleId ??= await app.get(SaveRule).run(systemActor(this.id), {
      name: 'Advice',
      enabled: true,
      sharing: 'cascade',
      lastResort: 'nothing',
      queues: [{ groupId: this.groupId ?? '', threshold: 100, share: 0 }],
    });
    const started = await app.get(StartConversation).run(visitor, {
      siteId: this.siteId,
      ruleId: this.ruleId,
      clientId: newId(),
      body,
      locale: 'fr',
    });
    if (started.state === 'no_room') throw new Error('The brand has room for a hundred.');
    return started.conversationId;
  }

  async say(visitor: VisitorActor, conversationId: string, body: string): Promise<number> {
    const input = { conversationId, clientId: newId(), body };
    return (await this.world.running.app.get(PostMessage).run(visitor, input)).seq;
  }
}

export interface MemberFacts {
  role?: MemberRole;
  /** Of somebody who is a member of another brand already. */
  accountId?: string;
  capacity?: number;
}

export interface DeskMember {
  id: string;
  accountId: string;
  email: string;
}

/** A browser in which somebody is signed in; posts carry the token of the page they come from. */
export class MemberBrowser {
  constructor(
    private readonly world: DeskWorld,
    readonly agent: Agent,
  ) {}

  get(path: string) {
    return this.agent.get(path).redirects(0);
  }

  async post(
    path: string,
    fields: Record<string, string>,
    from: string,
    headers: Record<string, string> = {},
  ) {
    const page = await this.get(from);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return this.agent
      .post(path)
      .redirects(0)
      .type('form')
      .set(headers)
      .send({ _csrf: token, ...fields });
  }

  connect(brand: string, more: { origin?: string; locale?: string } = {}): Promise<Socket> {
    return this.world.connect(this.cookie(), brand, more);
  }

  cookie(): string {
    return this.agent.jar
      .getCookies({ domain: 'localhost', path: '/', secure: false, script: false })
      .toValueString();
  }
}

export async function ask(socket: Socket, event: string, payload: object): Promise<Answer> {
  return (await socket.timeout(5000).emitWithAck(event, payload)) as Answer;
}

const PATIENCE_MS = 15_000;

/** The next time that the socket hears this, with these values where they are given, whatever else is told before. */
export async function heard<Payload>(socket: Socket, event: string, values: object = {}): Promise<Payload> {
  return new Promise((resolve, reject) => {
    const hear = (news: Record<string, unknown>) => {
      if (Object.entries(values).some(([name, value]) => news[name] !== value)) return;
      clearTimeout(late);
      socket.off(event, hear);
      resolve(news as Payload);
    };
    const late = setTimeout(() => reject(new Error(`${event} was never told.`)), PATIENCE_MS);
    socket.on(event, hear);
  });
}

/** Waits until it holds, for what follows a commit. */
export async function until(holds: () => Promise<boolean>, patience = 5000): Promise<void> {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('It never came to hold.');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
