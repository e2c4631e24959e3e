import { Injectable } from '@nestjs/common';
import { Sessions, Statements } from '../platform/index.js';
import { RightsNow } from './rights-now.js';

/** Signs an account out everywhere but in one session, and takes its sockets away. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly statements: Statements,
    private readonly sessions: Sessions,
    private readonly rights: RightsNow,
  ) {}

  async run(accountId: string, keptSessionId: string): Promise<void> {
    const ended = await this.statements.query<{ sid: string }>(
      `DELETE FROM sessions WHERE sess ->> 'accountId' = $1 AND sid <> $2 RETURNING sid`,
      [accountId, keptSessionId],
    );
    for (const { sid } of ended) this.sessions.forget(sid);
    this.rights.changed({ accountId });
  }
}
