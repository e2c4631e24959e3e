import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { Clock, newId, Refusal } from '../../kernel/index.js';
import { checkEmail } from '../../members/index.js';
import { RateLimits, Statements, type RateLimit } from '../../platform/index.js';

export interface InviteBrandInput {
  /** The operator; whoever asks has checked that. */
  accountId: string;
  email: string;
  /** Of the mail. */
  locale: string;
}

const LASTS_MS = 14 * 24 * 3_600_000;
const BY_OPERATOR: RateLimit = { name: 'brand-invitations', points: 100, seconds: 3600 };

/** Invites somebody to open a brand; whoever was invited before gets a new link, and the former one is void. */
@Injectable()
export class InviteBrand {
  constructor(
    private readonly statements: Statements,
    private readonly limits: RateLimits,
    private readonly mails: AccountMails,
    private readonly clock: Clock,
  ) {}

  async run({ accountId, locale, ...input }: InviteBrandInput): Promise<void> {
    const email = input.email.trim().normalize('NFC');
    checkEmail(email);
    if (!this.mails.reachPeople) throw new Refusal('conflict', 'sign_up_no_mail');
    await this.limits.take(BY_OPERATOR, accountId);
    const now = this.clock.now();
    const [invitation] = await this.statements.query<{ id: string }>(
      `INSERT INTO brand_invitations (id, email, locale, invited_by, invited_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (lower(email)) WHERE brand_id IS NULL DO UPDATE SET locale = excluded.locale,
         invited_by = excluded.invited_by, invited_at = excluded.invited_at, expires_at = excluded.expires_at,
         token_hash = NULL
       RETURNING id`,
      [newId(), email, locale, accountId, now, new Date(now.getTime() + LASTS_MS)],
    );
    if (!invitation) throw new Error('An invitation that is written has an id.');
    await this.mails.add({ kind: 'brand_invitation', recipient: email, locale, subjectId: invitation.id });
  }
}
