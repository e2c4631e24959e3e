import { Injectable } from '@nestjs/common';
import { Clock, notFound, roleMay, type Actor, type MemberRole } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { invitationState, type InvitationFacts, type InvitationState } from '../domain/invitation.js';
import type { MemberKind } from '../member.access.js';
import { InvitationTokens } from './invitation-tokens.js';

export interface Invitation {
  id: string;
  brandId: string;
  email: string;
  name: string | null;
  role: MemberRole;
  kind: MemberKind;
  groupIds: string[];
  locale: string;
  state: InvitationState;
  /** Who sent it last. */
  inviterName: string;
  sentAt: Date;
  sendings: number;
  expiresAt: Date;
}

type Row = Omit<Invitation, 'state'> & InvitationFacts;

const COLUMNS = `i.id, i.brand_id AS "brandId", i.email, i.name, i.role, i.kind, i.group_ids AS "groupIds", i.locale, i.state,
  m.name AS "inviterName", CASE m.status WHEN 'active' THEN m.role END AS "inviterRole",
  i.sent_at AS "sentAt", i.sendings, i.expires_at AS "expiresAt"`;
const FROM = 'invitations i JOIN members m ON m.brand_id = i.brand_id AND m.id = i.invited_by';

/** The loaders of invitations. */
@Injectable()
export class InvitationAccess {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: InvitationTokens,
    private readonly clock: Clock,
  ) {}

  async invitation(actor: Actor, id: string): Promise<Invitation> {
    const [invitation] = await this.of(actor.brandId, 'i.id = $2', id);
    if (!invitation) throw notFound();
    return invitation;
  }

  /** Those that nobody has answered yet, newest first, whether they still can or not. */
  open(actor: Actor): Promise<Invitation[]> {
    return this.of(actor.brandId, `i.state = $2 ORDER BY i.sent_at DESC, i.id DESC`, 'open');
  }

  /** What a link leads to; null where it leads to nothing. */
  async byToken(token: string): Promise<Invitation | null> {
    const key = this.tokens.read(token);
    if (!key) return null;
    const [invitation] = await this.of(key.brandId, 'i.token_hash = $2', key.hash);
    return invitation ?? null;
  }

  /** Within a unit of work: nobody else answers it meanwhile. */
  async held(brandId: string, id: string): Promise<Invitation> {
    const [invitation] = await this.of(brandId, 'i.id = $2 FOR NO KEY UPDATE OF i', id);
    if (!invitation) throw notFound();
    return invitation;
  }

  private async of(brandId: string, condition: string, value: string): Promise<Invitation[]> {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE i.brand_id = $1 AND ${condition}`, [
        brandId,
        value,
      ]),
    );
    const now = this.clock.now();
    const mayInvite = (role: MemberRole) => roleMay(role, 'members.change');
    return rows.map(({ inviterRole, state, expiresAt, ...row }) => ({
      ...row,
      expiresAt,
      state: invitationState({ state, expiresAt, inviterRole }, { now, mayInvite }),
    }));
  }
}
