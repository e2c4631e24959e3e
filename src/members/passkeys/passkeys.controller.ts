import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { answerOf } from '../account.form.js';
import { RecentProof } from '../second-factor/recent-proof.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { refusedForm, signedInAccount, text } from '../second-factor/two-step.form.js';
import type { RecoveryCodesView } from '../second-factor/two-step.view.js';
import { AddPasskey } from './add-passkey.js';
import { PasskeyAccess } from './passkey.access.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyChallenges } from './passkey-challenges.js';
import type { NewPasskeyView, PasskeyView } from './passkey.view.js';
import { RemovePasskey } from './remove-passkey.js';
import { RenamePasskey } from './rename-passkey.js';

type Posted = Record<string, unknown> | undefined;

const PAGE = '/account/two-step';

/** Somebody's own passkeys. */
@Controller('account/two-step/passkeys')
export class PasskeysController {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly passkeys: PasskeyAccess,
    private readonly challenges: PasskeyChallenges,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly factors: SecondFactors,
    private readonly recent: RecentProof,
    private readonly add: AddPasskey,
    private readonly rename: RenamePasskey,
    private readonly remove: RemovePasskey,
  ) {}

  @Get('new')
  async form(@Req() request: Request): Promise<View | SeeOther> {
    signedInAccount(request);
    return this.recent.isThere(request) ? this.newView(request, {}) : seeOther(PAGE);
  }

  /** What the browser is to ask of a device. */
  @Post('options')
  @HttpCode(200)
  async options(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    const account = await this.accounts.account(signedInAccount(request));
    const challenge = await this.challenges.begin(request, response, purposeOf(request));
    return this.ceremonies.addOptions(challenge, account, await this.passkeys.ofAccount(account.id));
  }

  @Post()
  @HttpCode(200)
  async added(@Req() request: Request, @Body() posted: Posted): Promise<View | SeeOther> {
    const { id: accountId, email } = await this.accounts.account(signedInAccount(request));
    if (!this.recent.isThere(request)) return seeOther(PAGE);
    const name = text(posted?.name).trim();
    let codes: string[] | null = null;
    const refused = await refusedForm(async () => {
      const challenge = await this.challenges.take(request, purposeOf(request));
      const input = { accountId, sessionId: request.sessionID, name, answer: posted?.answer, challenge };
      codes = await this.add.run(input);
    });
    if (refused) return this.newView(request, { name, ...refused });
    await this.recent.proved(request);
    if (!codes) return seeOther(`${PAGE}?done=passkey`);
    return view('accounts/two-step/recovery-codes', {
      email,
      codes,
      isFirst: true,
    } satisfies RecoveryCodesView);
  }

  @Get(':id')
  one(@Req() request: Request, @Param('id') id: string): Promise<View> {
    return this.show(request, id, {});
  }

  @Post(':id')
  @HttpCode(200)
  async renamed(
    @Req() request: Request,
    @Param('id') id: string,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    const accountId = signedInAccount(request);
    const name = text(posted?.name).trim();
    const refused = await refusedForm(() => this.rename.run({ accountId, id, name }));
    return refused ? this.show(request, id, { name, ...refused }) : seeOther(`${PAGE}?done=passkey-renamed`);
  }

  @Post(':id/removal')
  @HttpCode(200)
  async removed(
    @Req() request: Request,
    @Param('id') id: string,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    const accountId = signedInAccount(request);
    const refused = await refusedForm(() => this.remove.run({ accountId, id, proof: text(posted?.proof) }));
    if (refused) return this.show(request, id, refused);
    return seeOther(`${PAGE}?done=${(await this.factors.hasAny(accountId)) ? 'passkey-removed' : 'off'}`);
  }

  private async newView(request: Request, part: Partial<NewPasskeyView>): Promise<View> {
    const isFirst = !(await this.factors.hasAny(signedInAccount(request)));
    const data: NewPasskeyView = { name: '', isFirst, errors: {}, wait: null, ...part };
    return view('accounts/two-step/new-passkey', data, answerOf(data));
  }

  private async show(request: Request, id: string, part: Partial<PasskeyView>): Promise<View> {
    const account = await this.accounts.account(signedInAccount(request));
    const { name, createdAt, lastUsedAt } = await this.passkeys.passkey(account.id, id);
    const { hasApp } = await this.factors.ofAccount(account.id);
    const { email } = account;
    const data: PasskeyView = {
      id,
      email,
      hasApp,
      name,
      createdAt,
      lastUsedAt,
      errors: {},
      wait: null,
      ...part,
    };
    return view('accounts/two-step/passkey', data, answerOf(data));
  }
}

function purposeOf({ sessionID }: Request): `add ${string}` {
  return `add ${sessionID}`;
}
