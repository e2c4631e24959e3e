import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../../brands/index.js';
import { normalAddress } from '../../kernel/index.js';
import { view, type View } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { InvitationAccess, type Invitation } from './invitation.access.js';
import type { InvitationEnd, InvitationStep, InvitationView } from './invitation.view.js';

const STATUS: Record<InvitationEnd, number> = {
  accepted: 200,
  expired: 410,
  withdrawn: 410,
  void: 410,
  suspended: 403,
  unknown: 404,
};

export interface Opened {
  token: string;
  /** Whose session asks; null where nobody is signed in. */
  accountId: string | null;
}

/** The page that the link of an invitation opens. Opening it changes nothing: mail programs open links too. */
@Injectable()
export class InvitationPage {
  constructor(
    private readonly access: InvitationAccess,
    private readonly accounts: AccountAccess,
    private readonly brands: BrandAccess,
  ) {}

  /** With what was typed, where it was refused. */
  async build({ token, accountId }: Opened, typed: Partial<InvitationView> = {}): Promise<View> {
    const invitation = await this.access.byToken(token);
    if (!invitation) return shown({ ...NOTHING, step: 'unknown' });
    const { name: brand, slug, state } = await this.brands.brand(invitation.brandId);
    const current = accountId ? (await this.accounts.account(accountId)).email : null;
    const step = state === 'active' ? await this.stepOf(invitation, current) : 'suspended';
    const { email, role, inviterName: inviter } = invitation;
    const values = { name: invitation.name ?? '' };
    const facts = { step, brand, inviter, role, email, current, values, deskUrl: `/b/${slug}/desk` };
    return shown({ ...NOTHING, ...facts, address: `/invitations/${token}`, ...typed });
  }

  private async stepOf({ state, email }: Invitation, current: string | null): Promise<InvitationStep> {
    if (state !== 'open') return state;
    if (current) return normalAddress(current) === normalAddress(email) ? 'join' : 'other';
    return (await this.accounts.withPassword(email)) ? 'sign_in' : 'create';
  }
}

const NOTHING: Omit<InvitationView, 'step'> = {
  ...{ brand: '', inviter: '', role: 'agent', email: '', address: '', deskUrl: '/', current: null },
  values: { name: '' },
  errors: {},
};

function shown(data: InvitationView): View {
  const isRefused = Object.keys(data.errors).length > 0;
  const status = isEnd(data.step) ? STATUS[data.step] : isRefused ? 422 : 200;
  return view('accounts/invitation', data, { status });
}

function isEnd(step: InvitationStep): step is InvitationEnd {
  return Object.hasOwn(STATUS, step);
}
