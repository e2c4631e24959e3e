import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { Browser, signedIn } from './people.js';
import { SHOP_ORIGIN, type DemoDatabase, type DemoSlug } from './demo.js';
import type { Reading, Sent, Side } from './history.js';

const ANSWER_WITHIN = 3_000;

export type Answer = { ok: true; [name: string]: unknown } | { ok: false; code: string; retryAfter?: number };

interface Entry {
  seq: number;
  clientId: string;
}

/**
 * One person's client, as careful as those in the browser: what is not acknowledged is sent again under the same
 * number, and what was missed is caught up with after a reconnection, a gap, or a word of the server.
 */
export class Talker {
  readonly sent: Sent[] = [];
  private readonly threads = new Map<string, Entry[]>();
  private readonly catchingUp = new Map<string, Promise<void>>();
  private isClosed = false;

  constructor(
    readonly name: string,
    readonly side: Side,
    private authorId: string,
    readonly socket: Socket,
  ) {
    socket.on('connect', () => void this.catchUpAll());
    socket.on('resync', () => void this.catchUpAll());
    socket.on('entry', (entry: Entry & { conversationId: string }) => void this.receive(entry));
    socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect' && !this.isClosed) socket.connect();
    });
    socket.on('connect_error', () => {
      // Socket.IO tries a lost network again by itself, but not the refusal of a namespace.
      if (!socket.active && !this.isClosed) setTimeout(() => socket.connect(), 500);
    });
  }

  /** Reads these conversations from now on, from their beginning. */
  async read(...conversationIds: string[]): Promise<void> {
    for (const id of conversationIds) if (!this.threads.has(id)) this.threads.set(id, []);
    await this.catchUpAll();
  }

  /** Starts a conversation, as a visitor, and gives its id. */
  async start(body: string): Promise<string> {
    const message = { conversationId: null, clientId: randomUUID(), body };
    const answer = await this.askUntilAnswered('message', message);
    const conversationId = String(answer.conversationId);
    const now = performance.now();
    this.note({ ...message, conversationId }, now, Number(answer.seq));
    await this.read(conversationId);
    return conversationId;
  }

  /** Sends a message, as often as it takes, and resolves when it is acknowledged. */
  async send(conversationId: string, body: string): Promise<Sent> {
    const message = { conversationId, clientId: randomUUID(), body };
    const sent = this.note(message, performance.now(), null);
    const answer = await this.askUntilAnswered('message', message);
    sent.acknowledged = { seq: Number(answer.seq), at: performance.now() };
    // The server does not push to whom it has just answered.
    await this.receive({ conversationId, clientId: message.clientId, seq: Number(answer.seq) });
    return sent;
  }

  /** One event and its answer; a lost answer is null. */
  async ask(event: string, input: object): Promise<Answer | null> {
    try {
      return (await this.socket.timeout(ANSWER_WITHIN).emitWithAck(event, input)) as Answer;
    } catch {
      return null;
    }
  }

  /** What this client shows now. */
  readings(): Reading[] {
    return [...this.threads].map(([conversationId, shown]) => ({
      reader: this.name,
      side: this.side,
      conversationId,
      shown: [...shown],
    }));
  }

  shows(conversationId: string, clientId: string): boolean {
    return (this.threads.get(conversationId) ?? []).some((entry) => entry.clientId === clientId);
  }

  /** Asks for what it may still miss, without waiting to be told. */
  async catchUpAll(): Promise<void> {
    if (!this.socket.connected) return;
    const conversationIds = [...this.threads.keys()];
    if (this.side === 'member' && conversationIds.length > 0) await this.ask('follow', { conversationIds });
    await Promise.all(conversationIds.map((id) => this.catchUp(id)));
  }

  knownAs(authorId: string): void {
    this.authorId = authorId;
    for (const message of this.sent) message.authorId = authorId;
  }

  close(): void {
    this.isClosed = true;
    this.socket.disconnect();
  }

  private note(
    message: Pick<Sent, 'conversationId' | 'clientId' | 'body'>,
    sentAt: number,
    seq: number | null,
  ): Sent {
    const sent: Sent = {
      ...message,
      side: this.side,
      authorId: this.authorId,
      sentAt,
      acknowledged: seq === null ? null : { seq, at: performance.now() },
    };
    this.sent.push(sent);
    return sent;
  }

  private async askUntilAnswered(event: string, input: object): Promise<Extract<Answer, { ok: true }>> {
    while (!this.isClosed) {
      const answer = this.socket.connected ? await this.ask(event, input) : null;
      if (answer?.ok) return answer;
      if (answer && !isForNow(answer.code)) {
        throw new Error(`${this.name}: ${event} was refused with ${answer.code}`);
      }
      await sleep((answer?.retryAfter ?? 0.1) * 1000);
    }
    throw new Error(`${this.name} was closed while sending.`);
  }

  private async receive({
    conversationId,
    seq,
    clientId,
  }: Entry & { conversationId: string }): Promise<void> {
    const shown = this.threads.get(conversationId);
    if (!shown) return;
    const last = shown.at(-1)?.seq ?? 0;
    if (seq > last + 1) await this.catchUp(conversationId);
    else if (seq === last + 1) shown.push({ seq, clientId });
    else if (shown[seq - 1]?.clientId !== clientId) shown.push({ seq, clientId });
  }

  /** One that is on its way may have been read before the last word came. */
  private async catchUp(conversationId: string): Promise<void> {
    await this.catchingUp.get(conversationId);
    const begun = this.catchingUp.get(conversationId);
    if (begun) return begun;
    const work = this.fetchMissed(conversationId).finally(() => this.catchingUp.delete(conversationId));
    this.catchingUp.set(conversationId, work);
    return work;
  }

  private async fetchMissed(conversationId: string): Promise<void> {
    const shown = this.threads.get(conversationId) ?? [];
    for (;;) {
      const answer = await this.ask('catch_up', { conversationId, after: shown.at(-1)?.seq ?? 0 });
      if (!answer?.ok) return;
      for (const { seq, clientId } of answer.entries as Entry[]) {
        if (seq === (shown.at(-1)?.seq ?? 0) + 1) shown.push({ seq, clientId });
      }
      if (!answer.hasMore) return;
    }
  }
}

/** A visitor of a demo brand's shop: the page's loader first, then the messenger with the token it was given. */
export async function visitorTalker(
  url: string,
  { database, slug, name }: { database: DemoDatabase; slug: DemoSlug; name: string },
): Promise<Talker> {
  const { id: brandId, siteKey } = database.brands[slug];
  const token = await tokenFromLoader(url, siteKey, slug);
  const talker = new Talker(
    name,
    'visitor',
    '',
    visitorSocket(url, { site: siteKey, part: 'messenger', token, chosen: 'en' }, url),
  );
  await connectedTo(talker.socket);
  const documents = await database.query<{ id: string }>(
    `SELECT DISTINCT ON (kind) id FROM documents WHERE brand_id = $1 AND audience = 'visitors' ORDER BY kind, version DESC`,
    [brandId],
  );
  if (documents.length > 0) await talker.ask('accept', { documentIds: documents.map(({ id }) => id) });
  return talker;
}

/** A member at their desk. */
export async function memberTalker(
  url: string,
  { email, slug, id }: { email: string; slug: DemoSlug; id: string },
): Promise<Talker> {
  const browser = await signedIn(url, email);
  const socket = memberSocket(browser, slug);
  const talker = new Talker(email, 'member', id, socket);
  await connectedTo(socket);
  return talker;
}

export function memberSocket(browser: Browser, slug: string): Socket {
  return open(
    `${browser.url}/member`,
    { brand: slug, locale: 'en' },
    { origin: browser.url, cookie: browser.cookie },
  );
}

/** A visitor's socket: of the page's loader from the shop's origin, of the messenger from ours; `from` is that, or all headers. */
export function visitorSocket(url: string, auth: object, from: string | Record<string, string>): Socket {
  return open(`${url}/visitor`, auth, typeof from === 'string' ? { origin: from } : from);
}

/** The socket of a page of the shop that somebody has just opened. */
export function loaderSocket(url: string, site: string, page?: { url: string; title: string }): Socket {
  return visitorSocket(url, { site, part: 'loader', locale: 'en', page }, SHOP_ORIGIN);
}

export async function connectedTo(socket: Socket): Promise<void> {
  if (socket.connected) return;
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}

async function tokenFromLoader(url: string, site: string, slug: DemoSlug): Promise<string> {
  const page = { url: `${SHOP_ORIGIN}/${slug}/`, title: 'Shop' };
  const loader = open(
    `${url}/visitor`,
    { site, part: 'loader', locale: 'en', page },
    { origin: SHOP_ORIGIN },
  );
  try {
    return await new Promise<string>((resolve, reject) => {
      loader.once('hello', ({ token }: { token: string }) => resolve(token));
      loader.once('connect_error', reject);
    });
  } finally {
    loader.disconnect();
  }
}

function open(address: string, auth: object, extraHeaders: Record<string, string>): Socket {
  return io(address, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
    auth,
    extraHeaders,
  });
}

/** What a careful client tries again. */
function isForNow(code: string): boolean {
  return code.startsWith('too_many') || ['unexpected', 'unavailable'].includes(code);
}
