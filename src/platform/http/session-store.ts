import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';

type Found = (error: unknown, session?: SessionData | null) => void;
type Done = (error?: unknown) => void;

const RECENT_MS = 500;
const MOST_RECENT = 5000;
const PgStore = connectPgSimple(session);

/**
 * Sessions in Postgres. What was read a moment ago is not read again, for a page and what it loads come together; a
 * change or an end is seen at once here, and by `forget` on other nodes. One that has ended stays so: only a sign-in
 * makes a row, and what a request of an ended session still saves goes nowhere.
 */
export class SessionStore extends PgStore {
  private readonly recent = new Map<string, { text: string; at: number }>();
  private readonly begun = new Set<string>();

  /** `ended` hears of sessions that change or end here. */
  constructor(
    private readonly database: Pool,
    private readonly ended: (sid: string) => void,
  ) {
    super({ pool: database, tableName: 'sessions', disableTouch: true, errorLog: () => undefined });
  }

  override get(sid: string, found: Found): void {
    const known = this.recent.get(sid);
    if (known && performance.now() - known.at < RECENT_MS)
      return found(null, JSON.parse(known.text) as SessionData);
    super.get(sid, (error: unknown, data?: SessionData | null) => {
      if (data) this.keep(sid, data);
      found(error, data);
    });
  }

  /** The next `set` of this session makes it. */
  begin(sid: string): void {
    this.begun.add(sid);
  }

  override set(sid: string, data: SessionData, done?: Done): void {
    const saved = (error?: unknown) => {
      this.ended(sid);
      done?.(error);
    };
    if (this.begun.delete(sid)) super.set(sid, data, saved);
    else this.change(sid, data).then(() => saved(), saved);
  }

  override destroy(sid: string, done?: Done): void {
    super.destroy(sid, (error?: unknown) => {
      this.ended(sid);
      done?.(error);
    });
  }

  forget(sid: string): void {
    this.recent.delete(sid);
  }

  private async change(sid: string, data: SessionData): Promise<void> {
    await this.database.query('UPDATE sessions SET sess = $2, expire = to_timestamp($3) WHERE sid = $1', [
      sid,
      JSON.stringify(data),
      Math.ceil(new Date(data.cookie.expires ?? 0).getTime() / 1000),
    ]);
  }

  private keep(sid: string, data: SessionData): void {
    if (this.recent.size >= MOST_RECENT) this.recent.clear();
    this.recent.set(sid, { text: JSON.stringify(data), at: performance.now() });
  }
}
