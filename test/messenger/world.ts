import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { BrandAccess, CreateBrand } from '../../src/brands/index.js';
import { SaveGroup, SaveRule } from '../../src/distribution/index.js';
import { systemActor, type MemberActor } from '../../src/kernel/index.js';
import type { RunningApp } from '../../src/main.js';
import { AddMember, ComeToDesk, CreateAccount } from '../../src/members/index.js';
import { CreateSite, PublishDocument, siteKey, SiteSecret } from '../../src/sites/index.js';
import { SaveTargetingRule } from '../../src/targeting/index.js';
import { startApplication } from '../support/application.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

export const PASSWORD = 'a password of the tests';

export type Answer = { ok: boolean; code?: string; message?: string } & Record<string, unknown>;

/** A site with a shop of its own, a rule that answers everywhere, and one agent. */
export interface TestShop {
  brandId: string;
  siteId: string;
  key: string;
  slug: string;
  origin: string;
  ruleId: string;
  documentId: string;
  /** Signs ids. */
  secret: string;
  /** Signs whole identities. */
  jwtSecret: string;
  agent: MemberActor & { email: string };
}

export interface TestVisitor {
  token: string;
  loader: Socket;
  messenger: Socket;
  /** One event of the messenger and its answer. */
  ask(event: string, payload?: unknown): Promise<Answer>;
  /** One event of the page and its answer. */
  tell(event: string, payload?: unknown): Promise<Answer>;
  accept(): Promise<void>;
  write(body: string, conversationId?: string | null): Promise<Answer>;
  close(): void;
}

/** The application with brands whose shops stand on an origin of their own. */
export class MessengerWorld {
  private readonly sockets: Socket[] = [];

  private constructor(
    readonly running: RunningApp,
    readonly database: TestDatabase,
    readonly url: string,
    readonly shopPort: number,
    private readonly pages: Server,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<MessengerWorld> {
    const database = await freshDatabase();
    const running = await startApplication(database, env);
    const { url } = running;
    const pages = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', url);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(page(url, searchParams.get('key') ?? '', searchParams.get('lang') ?? 'en'));
    });
    await new Promise<void>((resolve) => pages.listen(0, resolve));
    return new MessengerWorld(running, database, url, (pages.address() as AddressInfo).port, pages);
  }

  async shop(slug: string, { threshold = 100, locale = 'en' } = {}): Promise<TestShop> {
    const { app } = this.running;
    const origin = `http://${slug}.localhost:${this.shopPort}`;
    const { id: brandId } = await app
      .get(CreateBrand)
      .run({ slug, name: `The brand ${slug}`, defaultLocale: locale, timeZone: 'Europe/Paris' });
    await app.get(BrandAccess).brand(brandId);
    const system = systemActor(brandId);
    const siteId = await app
      .get(CreateSite)
      .run(system, { name: 'Shop', origins: [origin], defaultLocale: locale, colour: '#1c5d6b' });
    const agent = await this.agent(brandId, slug);
    const groupId = await app
      .get(SaveGroup)
      .run(system, { name: 'Advice', active: true, memberIds: [agent.id] });
    const ruleId = await app.get(SaveRule).run(system, {
      name: 'Advice',
      enabled: true,
      sharing: 'cascade',
      lastResort: 'nothing',
      queues: [{ groupId, threshold, share: 0 }],
    });
    await app
      .get(SaveTargetingRule)
      .run(system, { siteId, name: 'Everywhere', enabled: true, conditions: [], ruleId });
    const documentId = await app.get(PublishDocument).run(system, {
      audience: 'visitors',
      kind: 'terms',
      mustAccept: true,
      texts: {
        en: { title: 'Terms', body: 'What we keep.' },
        fr: { title: 'Conditions', body: 'Ce que nous gardons.' },
      },
    });
    const secret = await app.get(SiteSecret).of(system, siteId);
    const jwtSecret = String(await app.get(SiteSecret).jwt(system, siteId));
    return {
      brandId,
      siteId,
      key: siteKey(brandId, siteId),
      slug,
      origin,
      ruleId,
      documentId,
      secret,
      jwtSecret,
      agent,
    };
  }

  /** Somebody who comes to the shop and opens the messenger. */
  async visitor(
    shop: TestShop,
    { token, locale = 'en' }: { token?: string; locale?: string } = {},
  ): Promise<TestVisitor> {
    const page = { url: `${shop.origin}/lamps`, title: 'Lamps' };
    const loader = this.socket(shop.origin, { site: shop.key, part: 'loader', token, locale, page });
    const hello = await once<{ token: string }>(loader, 'hello');
    const messenger = this.socket(this.url, {
      site: shop.key,
      part: 'messenger',
      token: hello.token,
      chosen: locale,
    });
    await once(messenger, 'connect');
    let given = hello.token;
    loader.on('hello', ({ token: newest }: { token: string }) => (given = newest));
    const tell = (event: string, payload?: unknown) =>
      loader.timeout(5000).emitWithAck(event, payload) as Promise<Answer>;
    const ask = (event: string, payload?: unknown) =>
      messenger.timeout(5000).emitWithAck(event, payload) as Promise<Answer>;
    const visitor: TestVisitor = {
      token: hello.token,
      loader,
      messenger,
      ask,
      tell: async (event, payload) => {
        const answer = await tell(event, payload);
        if (event === 'identify' && given !== visitor.token) await follow(given);
        return answer;
      },
      accept: async () => void (await ask('accept', { documentIds: [shop.documentId] })),
      write: (body, conversationId = null) =>
        ask('message', { conversationId, clientId: randomUUID(), body }),
      close() {
        loader.disconnect();
        messenger.disconnect();
      },
    };
    /** As the loader hands a renewed token to the messenger, which comes back with it. */
    const follow = async (renewed: string) => {
      visitor.token = renewed;
      Object.assign(messenger.auth, { token: renewed });
      const connected = once(messenger, 'connect');
      messenger.disconnect().connect();
      await connected;
    };
    return visitor;
  }

  /** The agent's desk is live from now on. */
  async comeToDesk(agent: MemberActor): Promise<void> {
    await this.running.app.get(ComeToDesk).run(agent);
  }

  socket(origin: string | undefined, auth: object, headers: Record<string, string> = {}): Socket {
    return this.open(this.url, auth, { ...headers, ...(origin ? { origin } : {}) });
  }

  /** Of a messenger that another node serves. */
  socketOn(node: string, auth: object): Socket {
    return this.open(node, auth, { origin: node });
  }

  private open(node: string, auth: object, extraHeaders: Record<string, string>): Socket {
    const socket = io(`${node}/visitor`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth,
      extraHeaders,
    });
    this.sockets.push(socket);
    return socket;
  }

  /** Why a handshake is refused; throws when it is not. */
  async refusal(origin: string | undefined, auth: object): Promise<{ code: string; final: boolean }> {
    const socket = this.socket(origin, auth);
    const error = await Promise.race([
      once<Error & { data: { code: string; final: boolean } }>(socket, 'connect_error'),
      once(socket, 'connect').then(() => Promise.reject(new Error('It was let in.'))),
    ]);
    return error.data;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.disconnect();
    await this.running.close();
    await new Promise((resolve) => this.pages.close(resolve));
  }

  private async agent(brandId: string, slug: string): Promise<TestShop['agent']> {
    const { app } = this.running;
    const email = `lea@${slug}.test`;
    const { accountId } = await app
      .get(CreateAccount)
      .run({ email, name: 'Léa', locale: null, password: PASSWORD });
    const { memberId: id } = await app.get(AddMember).run(systemActor(brandId), {
      accountId,
      name: 'Léa',
      role: 'agent',
      kind: 'staff',
    });
    return { kind: 'member', brandId, id, accountId, role: 'agent', locale: 'en', email };
  }
}

export async function once<Payload>(socket: Socket, event: string): Promise<Payload> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${event} did not come.`)), 5000);
    socket.once(event, (payload: Payload) => {
      clearTimeout(late);
      resolve(payload);
    });
  });
}

function page(url: string, key: string, language: string): string {
  return `<!doctype html><html lang="${language}"><title>Lamps</title><h1>Lamps</h1>
    <script>window.causerie = window.causerie || function () { (causerie.q = causerie.q || []).push(arguments) }</script>
    <script async src="${url}/w/${key}.js"></script></html>`;
}
