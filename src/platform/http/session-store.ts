import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';

type Found = (error: unknown, session?: SessionData | null) => void;
type Done = (error?: unknown) => void;

const RECENT_MS = 1000;
const MOST_RECENT = 5000;
const PgStore = connectPgSimple(session);

/**
 * Sessions in Postgres. What was read within the last second is not read again, for a page and what it loads come
 * together; a change or an end is seen at once here, and by `forget` on other nodes.
 */
export class SessionStore extends PgStore {
  private readonly recent = new Map<string, { text: string; at: number }>();

  /** `ended` hears of sessions that change or end here. */
  constructor(
    pool: Pool,
    private readonly ended: (sid: string) => void,
  ) {
    super({ pool, tableName: 'sessions', disableTouch: true, errorLog: () => undefined });
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

  override set(sid: string, data: SessionData, done?: Done): void {
    super.set(sid, data, (error?: unknown) => {
      this.ended(sid);
      done?.(error);
    });
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

  private keep(sid: string, data: SessionData): void {
    if (this.recent.size >= MOST_RECENT) this.recent.clear();
    this.recent.set(sid, { text: JSON.stringify(data), at: performance.now() });
  }
}
