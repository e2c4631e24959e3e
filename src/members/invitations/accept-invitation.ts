import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../../brands/index.js';
import {
  Clock,
  normalAddress,
  notFound,
  Refusal,
  systemActor,
  type MemberActor,
} from '../../kernel/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { checkName } from '../account.form.js';
import { AddMember } from '../add-member.js';
import { CreateAccount } from '../create-account.js';
import { checkPassword } from '../passwords/password-rules.js';
import { hashPassword } from '../sign-in/passwords.js';
import { InvitationAccess, type Invitation } from './invitation.access.js';
import { InvitationAccepted } from './invitations.events.js';

export interface AcceptInvitationInput {
  token: string;
  /** Whose session asks; null where nobody is signed in. */
  accountId: string | null;
  /** For who has no account yet. */
  name: string;
  password: string;
}

export interface AcceptedInvitation {
  slug: string;
  /** Who is to be signed in; null where they are already, or the invitation was used before. */
  newAccountId: string | null;
}

type Joining = { accountId: string; name: string } | { name: string; hash: string };

/** Makes who was invited a member, once. The link proves the address: who has no account gets one. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly access: InvitationAccess,
    private readonly accounts: AccountAccess,
    private readonly brands: BrandAccess,
    private readonly unitOfWork: UnitOfWork,
    private readonly createAccount: CreateAccount,
    private readonly addMember: AddMember,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(input: AcceptInvitationInput): Promise<AcceptedInvitation> {
    const found = await this.access.byToken(input.token);
    if (!found) throw new Refusal('not_found', 'link_invalid');
    const { slug, state } = await this.brands.brand(found.brandId);
    if (found.state === 'accepted') return { slug, newAccountId: null };
    if (state !== 'active') throw new Refusal('forbidden', 'brand_suspended');
    if (found.state !== 'open') throw new Refusal('conflict', 'invitation_over');
    const joining = await this.joiningOf(found, input);
    return this.unitOfWork.run(found.brandId, async () => {
      const { state: stateNow } = await this.access.held(found.brandId, found.id);
      if (stateNow === 'accepted') return { slug, newAccountId: null };
      if (stateNow !== 'open') throw new Refusal('conflict', 'invitation_over');
      return { slug, newAccountId: await this.join(found, joining) };
    });
  }

  /** Whoever will be the member; refuses where somebody has to sign in first. */
  private async joiningOf(
    { email }: Invitation,
    { accountId, name, password }: AcceptInvitationInput,
  ): Promise<Joining> {
    if (accountId) {
      const account = await this.accounts.account(accountId);
      if (normalAddress(account.email) !== normalAddress(email))
        throw new Refusal('conflict', 'invitation_not_yours');
      return { accountId, name: account.name };
    }
    if (await this.accounts.withPassword(email)) throw new Refusal('conflict', 'invitation_sign_in');
    checkName(name);
    await checkPassword(password, email);
    return { name, hash: await hashPassword(password) };
  }

  /** Within the unit of work of the invitation. Gives the account that was made for it. */
  private async join(invitation: Invitation, joining: Joining): Promise<string | null> {
    const { brandId, id, email, role, kind, groupIds } = invitation;
    const isNew = 'hash' in joining;
    const { accountId } = isNew
      ? await this.createAccount.run({ email, name: joining.name, password: { hash: joining.hash } })
      : joining;
    const memberId = await this.memberOf(invitation, { accountId, name: joining.name });
    await this.unitOfWork.execute(
      `UPDATE invitations SET state = 'accepted', accepted_by = $3, ended_at = $4 WHERE brand_id = $1 AND id = $2`,
      [brandId, id, memberId, this.clock.now()],
    );
    const actor: MemberActor = { kind: 'member', brandId, id: memberId, accountId, role, locale: 'en' };
    await this.events.record(actor, InvitationAccepted, {
      subjectId: id,
      data: { before: null, after: { role, kind, groupIds } },
    });
    return isNew ? accountId : null;
  }

  /** Who is a member already, by another way, stays what they are. */
  private async memberOf(
    { brandId, role, kind }: Invitation,
    { accountId, name }: { accountId: string; name: string },
  ): Promise<string> {
    try {
      const added = await this.addMember.run(systemActor(brandId), { accountId, name, role, kind });
      return added.memberId;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'already_member') throw error;
    }
    const [member] = await this.unitOfWork.query<{ id: string }>(
      'SELECT id FROM members WHERE brand_id = $1 AND account_id = $2',
      [brandId, accountId],
    );
    if (!member) throw notFound();
    return member.id;
  }
}
