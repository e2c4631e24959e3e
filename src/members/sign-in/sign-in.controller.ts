import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal } from '../../kernel/index.js';
import {
  Config,
  knownPath,
  seeOther,
  Sessions,
  view,
  type SeeOther,
  type View,
} from '../../platform/index.js';
import { answerOf, waitOf } from '../account.form.js';
import type { SignInCodeView, SignInView } from '../account.view.js';
import { signInView } from './sign-in.form.js';
import { RightsNow } from '../rights-now.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { AskSignInCode } from './ask-sign-in-code.js';
import { ConfirmSignInCode } from './confirm-sign-in-code.js';
import { Entrance } from './entrance.js';
import { LocalSignInGuard } from './local-sign-in.js';
import { LeaveBySignOut } from './leave-by-sign-out.js';
import { PendingSignIns } from './pending-sign-ins.js';
import type { SignedIn } from './sign-in.js';

type Posted = Record<string, unknown>;

/** Signing in and out. */
@Controller()
export class SignInController {
  constructor(
    private readonly sessions: Sessions,
    private readonly config: Config,
    private readonly rights: RightsNow,
    private readonly leave: LeaveBySignOut,
    private readonly entrance: Entrance,
    private readonly factors: SecondFactors,
    private readonly pending: PendingSignIns,
    private readonly askCode: AskSignInCode,
    private readonly confirmCode: ConfirmSignInCode,
  ) {}

  @Get('sign-in')
  async form(
    @Req() request: Request,
    @Query('next') next: unknown,
    @Query('ended') ended: unknown,
    @Query('changed') changed: unknown,
  ): Promise<View | SeeOther> {
    if (request.session.accountId)
      return seeOther(await this.entrance.pathOf(request.session.accountId, next));
    return signInView({
      ...{ next: knownPath(next), ended: ended !== undefined, changed: changed !== undefined },
      isOpen: this.config.signUp === 'open',
    });
  }

  @Post('sign-in')
  @HttpCode(200)
  @UseGuards(LocalSignInGuard)
  async signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Posted | undefined,
  ): Promise<View | SeeOther> {
    const signedIn = request.user as SignedIn | Refusal | null;
    const again = (part: Partial<SignInView>) =>
      signInView({ values: { email: text(posted?.email) }, next: knownPath(posted?.next), ...part });
    if (!signedIn) return again({ errors: { form: 'sign_in_failed' } });
    if (signedIn instanceof Refusal) return again({ wait: waitOf(signedIn) });
    const { account, password, needsCode } = signedIn;
    const accountId = account.id;
    if (!needsCode || (await this.factors.hasAny(accountId)))
      return this.entrance.afterPassword(request, response, { accountId, password, next: posted?.next });
    let id: string;
    try {
      id = await this.askCode.run({ accountId, locale: request.locale });
    } catch (error) {
      return again({ wait: waitOf(error) });
    }
    this.pending.keep(response, { id, email: account.email, next: knownPath(posted?.next) });
    return seeOther('/sign-in/code');
  }

  @Get('sign-in/code')
  codeForm(@Req() request: Request, @Query('sent') sent: unknown): View | SeeOther {
    const pending = this.pending.of(request);
    return pending
      ? codeView({ email: pending.email, isSentAgain: sent !== undefined })
      : seeOther('/sign-in');
  }

  @Post('sign-in/code')
  @HttpCode(200)
  async code(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Posted | undefined,
  ): Promise<View | SeeOther> {
    const pending = this.pending.of(request);
    if (!pending) return seeOther('/sign-in');
    const { id, email, next } = pending;
    try {
      const accountId = await this.confirmCode.run({ id, code: text(posted?.code) });
      return await this.entrance.afterPassword(request, response, { accountId, next });
    } catch (error) {
      if (error instanceof Refusal && error.details.fields)
        return codeView({ email, errors: error.details.fields });
      throw error;
    }
  }

  @Post('sign-in/code/resend')
  @HttpCode(200)
  async resend(@Req() request: Request): Promise<View | SeeOther> {
    const pending = this.pending.of(request);
    if (!pending) return seeOther('/sign-in');
    try {
      await this.askCode.again({ id: pending.id, locale: request.locale });
      return seeOther('/sign-in/code?sent');
    } catch (error) {
      const { email } = pending;
      if (error instanceof Refusal && error.kind === 'conflict')
        return codeView({ email, errors: { form: error.code } }, error.status);
      return codeView({ email, wait: waitOf(error) });
    }
  }

  @Post('sign-out')
  async signOut(@Req() request: Request, @Body() posted: Posted | undefined): Promise<SeeOther> {
    const {
      sessionID: sessionId,
      session: { accountId },
    } = request;
    await this.sessions.end(request);
    this.rights.changed({ sessionId });
    if (accountId) await this.leave.run(accountId);
    return seeOther(knownPath(posted?.next) ?? '/sign-in');
  }
}

function codeView(part: Partial<SignInCodeView> & { email: string }, status?: number): View {
  const data: SignInCodeView = { errors: {}, isSentAgain: false, wait: null, ...part };
  return view('accounts/sign-in-code', data, status ? { status } : answerOf(data));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
