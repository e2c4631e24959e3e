import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../../kernel/index.js';
import { Sessions } from '../../platform/index.js';

const LASTS_MS = 15 * 60_000;

/** Whether somebody has shown a moment ago that it is them; a browser that was left open shows nothing. */
@Injectable()
export class RecentProof {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  isThere({ session }: Request): boolean {
    const since = this.clock.now().getTime() - LASTS_MS;
    return [session.signedInAt, session.confirmedAt].some((at) => at && Date.parse(at) > since);
  }

  async note(request: Request): Promise<void> {
    request.session.confirmedAt = this.clock.now().toISOString();
    await this.sessions.save(request);
  }

  /** By a second factor, which a copy of the session from before has not shown. */
  async proved(request: Request): Promise<void> {
    request.session.provedAt = this.clock.now().toISOString();
    await this.sessions.renew(request);
  }
}
