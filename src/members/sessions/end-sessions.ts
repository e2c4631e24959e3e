import { Injectable } from '@nestjs/common';
import { Sessions } from '../../platform/index.js';
import { RightsNow } from '../rights-now.js';

export interface EndSessionsInput {
  accountId: string;
  /** One, as the list names it; or all but the session that asks. */
  which: { id: string } | { allBut: string };
}

/** Signs an account out elsewhere, on every node at once; what is over already stays so. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly rights: RightsNow,
  ) {}

  async run({ accountId, which }: EndSessionsInput): Promise<void> {
    if ('id' in which) await this.sessions.endOne(accountId, which.id);
    else await this.sessions.endOthers(accountId, which.allBut);
    this.rights.changed({ accountId });
  }
}
