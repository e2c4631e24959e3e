import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { answerOf } from '../account.form.js';
import { PasskeyAccess } from '../passkeys/passkey.access.js';
import { AuthenticatorSetup } from './authenticator-setup.js';
import { ConfirmIdentity } from './confirm-identity.js';
import { RenewRecoveryCodes } from './renew-recovery-codes.js';
import { RemoveAuthenticator } from './remove-authenticator.js';
import { RecentProof } from './recent-proof.js';
import { isAny, SecondFactors } from './second-factors.js';
import { SetUpAuthenticator } from './set-up-authenticator.js';
import { refusedForm, signedInAccount, text, type Refused } from './two-step.form.js';
import type {
  AppRemovalView,
  AuthenticatorView,
  RecoveryCodesView,
  TwoStepDone,
  TwoStepView,
} from './two-step.view.js';

type Posted = Record<string, unknown> | undefined;

const PAGE = '/account/two-step';
const DONE: TwoStepDone[] = ['app', 'app-off', 'off', 'passkey', 'passkey-renamed', 'passkey-removed'];
/** From so few on it is time for new ones. */
const FEW_CODES = 3;

/** Somebody's own second factors. */
@Controller('account/two-step')
export class TwoStepController {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly factors: SecondFactors,
    private readonly recent: RecentProof,
    private readonly confirm: ConfirmIdentity,
    private readonly setup: AuthenticatorSetup,
    private readonly setUpAuthenticator: SetUpAuthenticator,
    private readonly removeAuthenticator: RemoveAuthenticator,
    private readonly renewRecoveryCodes: RenewRecoveryCodes,
    private readonly ownPasskeys: PasskeyAccess,
  ) {}

  @Get()
  one(@Req() request: Request, @Query('done') done: unknown): Promise<View> {
    return this.show(request, { done: DONE.find((known) => known === done) ?? null });
  }

  @Post('confirmation')
  @HttpCode(200)
  async confirmed(@Req() request: Request, @Body() posted: Posted): Promise<View | SeeOther> {
    const accountId = signedInAccount(request);
    const refused = await refusedForm(() => this.confirm.run(accountId, text(posted?.proof)));
    if (refused) return this.show(request, refused);
    await this.recent.note(request);
    return seeOther(PAGE);
  }

  @Get('app')
  async app(@Req() request: Request): Promise<View | SeeOther> {
    const account = await this.accounts.account(signedInAccount(request));
    if (!this.recent.isThere(request)) return seeOther(PAGE);
    return this.showApp(account.id, await this.setup.offer(account));
  }

  @Post('app')
  @HttpCode(200)
  async addApp(@Req() request: Request, @Body() posted: Posted): Promise<View | SeeOther> {
    const account = await this.accounts.account(signedInAccount(request));
    if (!this.recent.isThere(request)) return seeOther(PAGE);
    const sealed = text(posted?.setup);
    let codes: string[] | null = null;
    const refused = await refusedForm(async () => {
      const input = { accountId: account.id, sessionId: request.sessionID, sealed, code: text(posted?.code) };
      codes = await this.setUpAuthenticator.run(input);
    });
    if (refused?.errors.form) return this.showApp(account.id, await this.setup.offer(account), refused);
    if (refused) return this.showApp(account.id, await this.setup.again(account, sealed), refused);
    await this.recent.proved(request);
    return codes ? codesView({ email: account.email, codes, isFirst: true }) : seeOther(`${PAGE}?done=app`);
  }

  @Get('app/removal')
  async appRemoval(@Req() request: Request): Promise<View | SeeOther> {
    const { id, email } = await this.accounts.account(signedInAccount(request));
    const { hasApp } = await this.factors.ofAccount(id);
    return hasApp ? removalView({ email }) : seeOther(PAGE);
  }

  @Post('app/removal')
  @HttpCode(200)
  async removeApp(@Req() request: Request, @Body() posted: Posted): Promise<View | SeeOther> {
    const { id, email } = await this.accounts.account(signedInAccount(request));
    const refused = await refusedForm(() => this.removeAuthenticator.run(id, text(posted?.proof)));
    if (refused) return removalView({ email, ...refused });
    return seeOther(`${PAGE}?done=${(await this.factors.hasAny(id)) ? 'app-off' : 'off'}`);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  async renewCodes(@Req() request: Request): Promise<View | SeeOther> {
    const { id, email } = await this.accounts.account(signedInAccount(request));
    if (!this.recent.isThere(request) || !(await this.factors.hasAny(id))) return seeOther(PAGE);
    return codesView({ email, codes: await this.renewRecoveryCodes.run(id), isFirst: false });
  }

  private async show(request: Request, part: Partial<TwoStepView>): Promise<View> {
    const { id, email } = await this.accounts.account(signedInAccount(request));
    const factors = await this.factors.ofAccount(id);
    const data: TwoStepView = {
      email,
      isConfirmed: this.recent.isThere(request),
      isOn: isAny(factors),
      ...factors,
      passkeys: await this.ownPasskeys.ofAccount(id),
      isShortOfCodes: factors.codesLeft <= FEW_CODES,
      errors: {},
      wait: null,
      done: null,
      ...part,
    };
    return view('accounts/two-step/show', data, answerOf(data));
  }

  private async showApp(
    accountId: string,
    offer: AuthenticatorView['offer'],
    { errors, wait }: Refused = { errors: {}, wait: null },
  ): Promise<View> {
    const { hasApp } = await this.factors.ofAccount(accountId);
    const data: AuthenticatorView = { offer, errors, wait, isOther: hasApp };
    return view('accounts/two-step/app', data, answerOf(data));
  }
}

function removalView(part: Partial<AppRemovalView> & { email: string }): View {
  const data: AppRemovalView = { errors: {}, wait: null, ...part };
  return view('accounts/two-step/app-removal', data, answerOf(data));
}

function codesView(data: RecoveryCodesView): View {
  return view('accounts/two-step/recovery-codes', data);
}
