import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import {
  Clock,
  invalidFields,
  newId,
  Refusal,
  requirePermission,
  type MemberActor,
} from '../../kernel/index.js';
import { Events, I18n, RateLimits, UnitOfWork, type RateLimit } from '../../platform/index.js';
import { DAY_MS, INVITATION_LASTS_MS, MOST_A_DAY, MOST_OPEN } from '../domain/invitation.js';
import { checkInvitations, type InvitationDraft, type RefusedAddress } from './invitation.form.js';
import { InvitationSent } from './invitations.events.js';
import { RefusedAddresses } from './refused-addresses.queries.js';

export interface InviteMembersInput {
  invitations: InvitationDraft[];
  /** Of the mail. */
  locale: string;
}

/** Over all brands of one account: who opens one after the other sends no more by that. */
const BY_ACCOUNT: RateLimit = { name: 'invitations-account', points: 1000, seconds: 24 * 3600 };

/** Invites everybody who is named, or nobody where somebody cannot be: then it tells who, and why. */
@Injectable()
export class InviteMembers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refused: RefusedAddresses,
    private readonly limits: RateLimits,
    private readonly mails: AccountMails,
    private readonly events: Events,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, { invitations, locale }: InviteMembersInput): Promise<RefusedAddress[]> {
    requirePermission(actor, 'members.change');
    const drafts = invitations.map((each) => ({ ...each, email: each.email.trim().normalize('NFC') }));
    checkInvitations(drafts);
    if (!this.i18n.memberLocales.includes(locale)) throw invalidFields({ locale: 'invalid_input' });
    for (const _ of drafts) await this.limits.take(BY_ACCOUNT, actor.accountId);
    if (!this.mails.reachPeople) throw new Refusal('conflict', 'mail_unavailable');
    return this.unitOfWork.run(actor.brandId, async () => {
      // One at a time, so that two admins invite nobody twice and a day has no more than its share.
      await this.unitOfWork.query('SELECT FROM brand_settings WHERE brand_id = $1 FOR NO KEY UPDATE', [
        actor.brandId,
      ]);
      const refused = await this.refused.of(
        actor.brandId,
        drafts.map(({ email }) => email),
      );
      if (refused.length > 0) return refused;
      await this.keepBounds(actor.brandId, drafts.length);
      for (const draft of drafts) await this.invite(actor, draft, locale);
      return [];
    });
  }

  private async keepBounds(brandId: string, more: number): Promise<void> {
    const { open, today } = await this.unitOfWork.one<{ open: number; today: number }>(
      `SELECT count(*) FILTER (WHERE state = 'open')::integer AS open,
         count(*) FILTER (WHERE created_at > $2)::integer AS today
       FROM invitations WHERE brand_id = $1 AND (state = 'open' OR created_at > $2)`,
      [brandId, new Date(this.clock.now().getTime() - DAY_MS)],
    );
    if (open + more > MOST_OPEN) throw new Refusal('conflict', 'invitations_open');
    if (today + more > MOST_A_DAY) throw new Refusal('conflict', 'invitations_day');
  }

  private async invite(actor: MemberActor, draft: InvitationDraft, locale: string): Promise<void> {
    const { brandId } = actor;
    const { email, name, role, kind } = draft;
    const [id, now, groupIds] = [newId(), this.clock.now(), [...new Set(draft.groupIds)].sort()];
    await this.unitOfWork.query(
      `INSERT INTO invitations (brand_id, id, email, name, role, kind, group_ids, locale, state, invited_by, created_at,
         sent_at, sendings, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $10, 1, $11)`,
      [
        ...[brandId, id, email, name, role, kind, groupIds, locale, actor.id, now],
        new Date(now.getTime() + INVITATION_LASTS_MS),
      ],
    );
    await this.mails.add({ kind: 'invitation', recipient: email, locale, subjectId: id, brandId });
    await this.events.record(actor, InvitationSent, {
      subjectId: id,
      data: { before: null, after: { role, kind, groupIds } },
    });
  }
}
