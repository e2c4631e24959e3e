import { io, type Socket } from 'socket.io-client';

export type Answer =
  | ({ ok: true } & Record<string, unknown>)
  | { ok: false; code: string; message: string; retryAfter?: number };

export interface ConnectionOptions {
  siteKey: string;
  locale: string;
  token: () => string;
  /** What the server calls the page that the messenger stands on. */
  pageViewId: () => string | undefined;
  /** Called at every connection, the first one included. */
  connected: (again: boolean) => void;
  disconnected: () => void;
  /** The network lets no WebSocket through. */
  blocked: () => void;
  /** The server does not know this visitor. */
  refused: () => void;
  on: Record<string, (payload: never) => void>;
}

const ANSWER_WITHIN = 10_000;
const BLOCKED_AFTER = 2;

/** The messenger's socket, and the same requests over HTTP where no WebSocket gets through. */
export class Connection {
  private readonly socket: Socket;
  private failures = 0;
  private ever = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ConnectionOptions) {
    const { siteKey, locale } = options;
    this.socket = io('/visitor', {
      transports: ['websocket'],
      reconnectionDelayMax: 20_000,
      auth: (give) => give({ site: siteKey, part: 'messenger', token: options.token(), chosen: locale }),
    });
    this.socket.on('connect', () => {
      this.failures = 0;
      options.connected(this.ever);
      this.ever = true;
    });
    this.socket.on('disconnect', (reason) => {
      options.disconnected();
      // A node that stops sends us away; the library comes back by itself only where the network was lost.
      if (reason === 'io server disconnect') this.comeBack(Math.random());
    });
    this.socket.on('connect_error', (error: Error & { data?: { final?: boolean; retryAfter?: number } }) =>
      this.failed(error),
    );
    for (const [event, handle] of Object.entries(options.on))
      this.socket.on(event, handle as (payload: unknown) => void);
  }

  /** The server asks again who this is. */
  renew(): void {
    clearTimeout(this.retry);
    this.socket.disconnect().connect();
  }

  /** The browser knows that there is no network; the library believes it for some hosts only. */
  lose(): void {
    this.socket.io.engine?.close();
  }

  get pageViewId(): string | undefined {
    return this.options.pageViewId();
  }

  get live(): boolean {
    return this.socket.connected;
  }

  get isBlocked(): boolean {
    return !this.ever && this.failures >= BLOCKED_AFTER && navigator.onLine;
  }

  /** Null when no answer came: whether it arrived is not known, so it is sent again under the same number. */
  async ask(event: string, payload: object): Promise<Answer | null> {
    if (!this.live) return null;
    try {
      return (await this.socket.timeout(ANSWER_WITHIN).emitWithAck(event, payload)) as Answer;
    } catch {
      return null;
    }
  }

  tell(event: string, payload: object): void {
    if (this.live) this.socket.emit(event, payload);
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const { siteKey, locale, token } = this.options;
    const address = new URL(path.startsWith('/') ? path : `/w/${siteKey}/${path}`, location.origin);
    address.searchParams.set('lang', locale);
    if (this.pageViewId) address.searchParams.set('pageViewId', this.pageViewId);
    return fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token()}` } });
  }

  /** Where a file goes, and what says whose it is. */
  upload(conversationId: string | null): { address: string; authorization: string } {
    const { siteKey, locale, token } = this.options;
    const query = new URLSearchParams({ lang: locale });
    if (conversationId) query.set('conversation', conversationId);
    return { address: `/w/${siteKey}/files?${query}`, authorization: `Bearer ${token()}` };
  }

  /** Over the socket, or over HTTP where there is none; null where neither got through. */
  say(event: string, path: string, payload: object): Promise<Answer | null> {
    return this.live ? this.ask(event, payload) : this.post(path, payload);
  }

  async post(path: string, payload: object): Promise<Answer | null> {
    try {
      const answer = await this.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload),
      });
      const body = answer.status === 204 ? {} : ((await answer.json()) as Record<string, string>);
      if (answer.ok) return { ok: true, ...body };
      const retryAfter = Number(answer.headers.get('retry-after')) || undefined;
      return { ok: false, code: body.code ?? 'unexpected', message: body.title ?? '', retryAfter };
    } catch {
      return null;
    }
  }

  private failed(error: Error & { data?: { final?: boolean; retryAfter?: number } }): void {
    if (error.data?.final) {
      this.socket.close();
      this.options.refused();
      return;
    }
    // A refusal of the namespace is not tried again by the library; a lost network is.
    const { retryAfter = 2 } = error.data ?? {};
    if (error.data) this.comeBack(retryAfter + Math.random() * 3);
    this.failures += 1;
    if (this.isBlocked) this.options.blocked();
  }

  private comeBack(seconds: number): void {
    this.retry = setTimeout(() => this.renew(), seconds * 1000);
  }
}
