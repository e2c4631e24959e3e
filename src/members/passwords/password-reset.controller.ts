import { Body, Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../../kernel/index.js';
import { ClientAddresses, seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import { answerOf, waitOf } from '../account.form.js';
import type { ForgotPasswordView, ResetPasswordView } from '../account.view.js';
import { AskPasswordReset } from './ask-password-reset.js';
import { ResetPassword } from './reset-password.js';

type Posted = Record<string, unknown>;

/** A way back for whoever has forgotten a password. Opening the link changes nothing: mail programs open links too. */
@Controller()
export class PasswordResetController {
  constructor(
    private readonly ask: AskPasswordReset,
    private readonly reset: ResetPassword,
    private readonly addresses: ClientAddresses,
  ) {}

  @Get('forgot-password')
  form(): View {
    return forgotView({});
  }

  @Post('forgot-password')
  @HttpCode(200)
  async send(@Req() request: Request, @Body() posted: Posted | undefined): Promise<View | SeeOther> {
    const email = text(posted?.email).trim();
    try {
      const { guesser: address } = this.addresses.of(request);
      await this.ask.run({ email, locale: request.locale, address });
      return seeOther('/forgot-password/sent');
    } catch (error) {
      const values = { email };
      if (error instanceof Refusal && error.details.fields)
        return forgotView({ values, errors: error.details.fields });
      if (error instanceof Refusal && error.code === 'no_mail_server')
        return forgotView({ values, errors: { form: error.code } }, error.status);
      return forgotView({ values, wait: waitOf(error) });
    }
  }

  @Get('forgot-password/sent')
  sent(): View {
    return view('accounts/forgot-password-sent', {});
  }

  @Get('reset-password/:token')
  @Header('Referrer-Policy', 'no-referrer')
  async page(@Param('token') token: string): Promise<View> {
    return (await this.reset.open(token)) ? resetView({ token }) : overView();
  }

  @Post('reset-password/:token')
  @HttpCode(200)
  async choose(
    @Req() request: Request,
    @Param('token') token: string,
    @Body() posted: Posted | undefined,
  ): Promise<View | SeeOther> {
    try {
      await this.reset.run({ token, password: text(posted?.password), locale: request.locale });
      return seeOther('/sign-in?changed');
    } catch (error) {
      if (error instanceof Refusal && error.code === 'link_invalid') return overView();
      if (error instanceof Refusal && error.details.fields)
        return resetView({ token, errors: error.details.fields });
      throw error;
    }
  }
}

function forgotView(part: Partial<ForgotPasswordView>, status?: number): View {
  const data: ForgotPasswordView = { values: { email: '' }, errors: {}, wait: null, ...part };
  return view('accounts/forgot-password', data, status ? { status } : answerOf(data));
}

function resetView(part: Partial<ResetPasswordView> & { token: string }): View {
  const data: ResetPasswordView = { errors: {}, ...part };
  return view('accounts/reset-password', data, answerOf({ ...data, wait: null }));
}

function overView(): View {
  return view('accounts/reset-password-over', {}, { status: 410 });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
