import { Body, Controller, Get, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { Clock, Refusal } from '../kernel/index.js';
import { Operator, OperatorGuard, type SignedInOperator } from '../members/index.js';
import { MEMBER_LOCALES, seeOther, view, type SeeOther, type View } from '../platform/index.js';
import { BrandInvitations, InviteBrand } from '../sign-up/index.js';
import type { BrandInvitationsView } from './operator.view.js';

type Posted = Record<string, unknown> | undefined;

/** Whom operators have invited to open a brand. */
@Controller('platform/invitations')
@UseGuards(OperatorGuard)
export class InvitationsController {
  constructor(
    private readonly invitations: BrandInvitations,
    private readonly invite: InviteBrand,
    private readonly clock: Clock,
  ) {}

  @Get()
  page(@Operator() operator: SignedInOperator, @Query('done') done: unknown): Promise<View> {
    return this.show(operator, { isSent: done !== undefined });
  }

  @Post()
  @HttpCode(200)
  async send(@Operator() operator: SignedInOperator, @Body() posted: Posted): Promise<View | SeeOther> {
    const email = text(posted?.email);
    const locale = MEMBER_LOCALES.find((known) => known === posted?.locale) ?? operator.locale;
    try {
      await this.invite.run({ accountId: operator.accountId, email, locale });
      return seeOther('/platform/invitations?done');
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'too_many') throw error;
      const errors = error.details.fields ?? { email: error.code };
      return this.show(operator, { email, locale, errors });
    }
  }

  private async show(
    { accountId, locale }: SignedInOperator,
    part: Partial<BrandInvitationsView>,
  ): Promise<View> {
    const now = this.clock.now();
    const all = await this.invitations.all();
    const data: BrandInvitationsView = {
      shell: { section: 'invitations', accountId },
      email: '',
      locale,
      errors: {},
      isSent: false,
      invitations: all.map(({ id: _id, brandId, ...invitation }) => ({
        ...invitation,
        brandUrl: brandId && `/platform/brands/${brandId}`,
        isOver: invitation.expiresAt <= now,
      })),
      ...part,
    };
    return view('operator/invitations', data, { status: part.errors ? 422 : 200 });
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
