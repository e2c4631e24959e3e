import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal } from '../kernel/index.js';
import { answerOf, Entrance, waitOf } from '../members/index.js';
import {
  ClientAddresses,
  seeOther,
  SignedCookies,
  view,
  type SeeOther,
  type View,
} from '../platform/index.js';
import { AskCode } from '../verification/index.js';
import { BeginSignUp } from './begin-sign-up.js';
import { isZone } from './choices.js';
import { ConfirmSignUp } from './confirm-sign-up.js';
import { BrandInvitations } from './invitations/brand-invitations.js';
import { InvitedBrowsers } from './invitations/invited-browsers.js';
import { PENDING_SIGN_UP, type PendingSignUp } from './pending-sign-up.js';
import { fieldsOf, text, type Posted } from './posted.js';
import { SignUpPolicy } from './sign-up-policy.js';
import type { AccountStepView, ClosedView, CodeStepView } from './sign-up.view.js';

const BRAND_STEP = '/sign-up/brand';

/** The first step of a new brand: somebody gets an account, and proves its address. */
@Controller('sign-up')
export class SignUpController {
  constructor(
    private readonly policy: SignUpPolicy,
    private readonly invitations: BrandInvitations,
    private readonly invited: InvitedBrowsers,
    private readonly addresses: ClientAddresses,
    private readonly cookies: SignedCookies,
    private readonly begin: BeginSignUp,
    private readonly askCode: AskCode,
    private readonly confirm: ConfirmSignUp,
    private readonly entrance: Entrance,
  ) {}

  @Get()
  async form(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query('invitation') token: unknown,
  ): Promise<View | SeeOther> {
    if (token !== undefined) return this.invite(request, response, token);
    if (request.session.accountId) return seeOther(BRAND_STEP);
    const state = await this.policy.stateFor(request);
    if (state !== 'open') return view('sign-up/closed', { state }, { status: 403 });
    const pending = this.pending(request);
    const invitation = await this.invited.invitationOf(request);
    const email = pending?.email ?? invitation?.email ?? '';
    return accountView({ values: { name: pending?.name ?? '', email }, isInvited: invitation !== null });
  }

  @Post()
  @HttpCode(200)
  async start(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    if (request.session.accountId) return seeOther(BRAND_STEP);
    await this.policy.require(request);
    const values = { name: text(posted?.name), email: text(posted?.email) };
    const zone = text(posted?.timeZone);
    try {
      const { id, verificationId } = await this.begin.run({
        ...values,
        password: text(posted?.password),
        locale: request.locale,
        timeZone: isZone(zone) ? zone : null,
        network: this.addresses.of(request).guesser,
      });
      const { name, email } = values;
      this.cookies.keep(response, PENDING_SIGN_UP, { id, verificationId, name, email: email.trim() });
      return seeOther('/sign-up/code');
    } catch (error) {
      const errors = fieldsOf(error);
      return accountView(errors ? { values, errors } : { values, wait: waitOf(error) });
    }
  }

  @Get('code')
  codeForm(@Req() request: Request, @Query('sent') sent: unknown): View | SeeOther {
    const pending = this.pending(request);
    return pending ? codeView(pending, { isSentAgain: sent !== undefined }) : seeOther('/sign-up');
  }

  @Post('code')
  @HttpCode(200)
  async code(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    const pending = this.pending(request);
    if (!pending) return seeOther(request.session.accountId ? BRAND_STEP : '/sign-up');
    try {
      const accountId = await this.confirm.run({ id: pending.id, code: text(posted?.code) });
      this.cookies.forget(response, PENDING_SIGN_UP);
      return await this.entrance.enter(request, response, {
        accountId,
        next: BRAND_STEP,
        isProved: false,
      });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'email_taken')
        return codeView(pending, { isTaken: true });
      const errors = fieldsOf(error);
      if (!errors) throw error;
      return codeView(pending, { errors });
    }
  }

  @Post('code/resend')
  @HttpCode(200)
  async resend(@Req() request: Request): Promise<View | SeeOther> {
    const pending = this.pending(request);
    if (!pending) return seeOther('/sign-up');
    try {
      await this.askCode.again(pending.verificationId, this.addresses.of(request).guesser);
      return seeOther('/sign-up/code?sent');
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'conflict')
        return codeView(pending, { errors: { form: error.code } });
      return codeView(pending, { wait: waitOf(error) });
    }
  }

  /** Opening the link of an invitation uses nothing up: the browser is remembered, and the address of the page says it no more. */
  private async invite(request: Request, response: Response, token: unknown): Promise<View | SeeOther> {
    const invitation = await this.invitations.byToken(token);
    if (!invitation) return view('sign-up/closed', { state: 'over' } satisfies ClosedView, { status: 410 });
    this.invited.remember(response, invitation.id);
    return seeOther(request.session.accountId ? BRAND_STEP : '/sign-up');
  }

  private pending(request: Request): PendingSignUp | null {
    return this.cookies.of<PendingSignUp>(request, PENDING_SIGN_UP);
  }
}

function accountView(part: Partial<AccountStepView>): View {
  const data: AccountStepView = {
    ...{ values: { name: '', email: '' }, errors: {}, wait: null, isInvited: false },
    ...part,
  };
  return view('sign-up/account', data, answerOf(data));
}

function codeView({ email }: PendingSignUp, part: Partial<CodeStepView>): View {
  const data: CodeStepView = {
    ...{ email, errors: {}, wait: null, isSentAgain: false, isTaken: false },
    ...part,
  };
  return view('sign-up/code', data, answerOf(data));
}
