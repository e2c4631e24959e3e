import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import session, { type Session, type SessionData } from 'express-session';
import { Clock, newId } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { Statements } from '../database/statements.js';
import { Live } from '../live/live.js';
import { Secrets } from '../secrets.js';
import { cookieName, onlyWithCookies } from './cookies.js';
import { SessionStore } from './session-store.js';

const ENDED = 'sessions.ended';
const LASTS_MS = 30 * 24 * 3_600_000;
const LONGEST_AGENT = 300;
/** Nobody ends more of them one by one. */
const MOST_LISTED = 100;

export interface OpenSession {
  /** Its secret, which no page shows. */
  sid: string;
  /** Names it to its owner. */
  id: string;
  /** What the browser said of itself; null for a session of a former version. */
  agent: string | null;
  signedInAt: Date;
  /** Within an hour. */
  usedAt: Date;
}

/** Who is signed in, in Postgres; a session is saved when something in it changes, and once an hour while it is used. */
@Injectable()
export class Sessions implements OnModuleDestroy {
  private readonly store;
  private readonly read: RequestHandler;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly statements: Statements,
    private readonly secrets: Secrets,
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
      const hour = this.hour();
      if (request.session?.accountId && request.session.usedAt !== hour) request.session.usedAt = hour;
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
    const agent = request.get('user-agent')?.slice(0, LONGEST_AGENT) ?? '';
    const signedInAt = this.clock.now().toISOString();
    Object.assign(request.session, data, { signInId: newId(), agent, signedInAt, usedAt: this.hour() });
    await this.save(request);
  }

  /** Goes on under a new session id: whoever has copied the one of before has nothing of what was just proved or changed. */
  async renew(request: Request): Promise<void> {
    const { cookie: _cookie, ...kept } = request.session;
    await new Promise<void>((resolve, reject) => {
      request.session.regenerate((error?: unknown) => (error ? reject(error) : resolve()));
    });
    this.store.begin(request.sessionID);
    Object.assign(request.session, kept);
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

  /** Where an account is signed in, newest first. */
  async ofAccount(accountId: string): Promise<OpenSession[]> {
    const rows = await this.statements.query<{ sid: string; sess: SessionData }>(
      `SELECT sid, sess FROM sessions WHERE sess ->> 'accountId' = $1 AND expire > to_timestamp($2)
       ORDER BY sess ->> 'signedInAt' DESC LIMIT ${MOST_LISTED}`,
      [accountId, this.clock.now().getTime() / 1000],
    );
    return rows.map(({ sid, sess: { signInId, agent, signedInAt, usedAt, seen } }) => ({
      sid,
      id: signInId ?? this.secrets.mac('session', sid),
      agent: agent ?? null,
      signedInAt: new Date(signedInAt),
      // The hour of the sign-in has begun before it.
      usedAt: latest(signedInAt, usedAt ?? seen),
    }));
  }

  /** Signs an account out of one session, by what `ofAccount` calls it. */
  async endOne(accountId: string, id: string): Promise<void> {
    const ended = (await this.ofAccount(accountId)).find((open) => open.id === id);
    if (!ended) return;
    await this.statements.query('DELETE FROM sessions WHERE sid = $1', [ended.sid]);
    this.forget(ended.sid);
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

  private hour(): string {
    return `${this.clock.now().toISOString().slice(0, 13)}:00:00.000Z`;
  }

  /** No node goes on with what it has read of a session that was changed or ended. */
  private forget(sid: string): void {
    this.live.tellNodes(ENDED, sid);
  }
}

function latest(one: string, other = one): Date {
  return new Date(Math.max(Date.parse(one), Date.parse(other)));
}
