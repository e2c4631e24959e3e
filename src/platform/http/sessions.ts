import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import session, { type Session, type SessionData } from 'express-session';
import { Clock } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { Statements } from '../database/statements.js';
import { Live } from '../live/live.js';
import { Secrets } from '../secrets.js';
import { cookieName, onlyWithCookies } from './cookies.js';
import { SessionStore } from './session-store.js';

const ENDED = 'sessions.ended';
const LASTS_MS = 30 * 24 * 3_600_000;

/** Who is signed in, in Postgres; a session is saved when something in it changes, and once a day while it is used. */
@Injectable()
export class Sessions implements OnModuleDestroy {
  private readonly store;
  private readonly read: RequestHandler;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly statements: Statements,
    secrets: Secrets,
    private readonly live: Live,
  ) {
    this.store = new SessionStore(statements.pool, (sid) => this.forget(sid));
    live.whenTold<string>(ENDED, (sid) => this.store.forget(sid));
    const read = session({
      name: cookieName(config, 'causerie'),
      secret: secrets.mac('session', 'cookie'),
      store: this.store,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: config.secure, path: '/', maxAge: LASTS_MS },
    });
    this.read = (request, response, next) => {
      // Whoever ends TLS in front of us may not say so; PUBLIC_URL does.
      if (config.secure) Object.defineProperty(request, 'secure', { value: true });
      read(request, response, next);
    };
  }

  handlers(): RequestHandler[] {
    const renew: RequestHandler = (request, _response, next) => {
      const today = this.clock.now().toISOString().slice(0, 10);
      if (request.session?.accountId && request.session.seen !== today) request.session.seen = today;
      next();
    };
    return [onlyWithCookies(this.read), renew];
  }

  /** The session where none was read: of a socket's handshake, of an address that carries its own proof; null without a signed-in one. */
  async ofRequest(request: unknown): Promise<(Session & Partial<SessionData>) | null> {
    const incoming = request as Request;
    await new Promise<void>((resolve, reject) => {
      this.read(incoming, {} as never, (error?: unknown) => (error ? reject(error) : resolve()));
    });
    return incoming.session?.accountId ? incoming.session : null;
  }

  /** Signs the account in under a new session id, so that an id known from before is worth nothing. */
  async begin(
    request: Request,
    data: Pick<SessionData, 'accountId' | 'locale' | 'timeZone' | 'provedAt'>,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      request.session.regenerate((error?: unknown) => (error ? reject(error) : resolve()));
    });
    this.store.begin(request.sessionID);
    Object.assign(request.session, data, { signedInAt: this.clock.now().toISOString() });
    await this.save(request);
  }

  /** Stores the session before the answer leaves: a browser can follow a redirect before the answer has ended. */
  async save(request: Request): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      request.session.save((error?: unknown) => (error ? reject(error) : resolve()));
    });
  }

  async end(request: Request): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      request.session.destroy((error?: unknown) => (error ? reject(error) : resolve()));
    });
  }

  /** Signs an account out everywhere but in one session. */
  async endOthers(accountId: string, keptSessionId: string): Promise<void> {
    await this.endBut(accountId, keptSessionId);
  }

  /** Signs an account out everywhere. */
  async endAll(accountId: string): Promise<void> {
    await this.endBut(accountId, null);
  }

  onModuleDestroy(): void {
    this.store.close();
  }

  private async endBut(accountId: string, keptSessionId: string | null): Promise<void> {
    const ended = await this.statements.query<{ sid: string }>(
      `DELETE FROM sessions WHERE sess ->> 'accountId' = $1 AND sid IS DISTINCT FROM $2 RETURNING sid`,
      [accountId, keptSessionId],
    );
    for (const { sid } of ended) this.forget(sid);
  }

  /** No node goes on with what it has read of a session that was changed or ended. */
  private forget(sid: string): void {
    this.live.tellNodes(ENDED, sid);
  }
}
