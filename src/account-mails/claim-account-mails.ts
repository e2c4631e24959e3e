import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { Statements } from '../platform/index.js';
import { ACCOUNT_MAIL_COLUMNS, type AccountMail, type AccountMailKind } from './account-mail.js';

/** Longer than any server takes; what a node took along and was never heard of again goes on after it. */
const LEASE_MS = 2 * 60_000;

export interface ClaimAccountMailsInput {
  kinds: readonly AccountMailKind[];
  most: number;
}

/** Takes what is due, for one node, for a while. Somebody waits for a code; invitations come by the hundred and can wait. */
@Injectable()
export class ClaimAccountMails {
  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  async run({ kinds, most }: ClaimAccountMailsInput): Promise<AccountMail[]> {
    const now = this.clock.now();
    return this.statements.query<AccountMail>(
      `UPDATE account_mails m SET tries = tries + 1, lease_until = $2
       WHERE id = ANY (ARRAY(
         SELECT id FROM account_mails
         WHERE state = 'queued' AND next_try_at <= $1 AND (lease_until IS NULL OR lease_until <= $1) AND kind = ANY ($3)
         ORDER BY kind = 'invitation', next_try_at LIMIT $4 FOR UPDATE SKIP LOCKED))
       RETURNING ${ACCOUNT_MAIL_COLUMNS}`,
      [now, new Date(now.getTime() + LEASE_MS), kinds, most],
    );
  }
}
