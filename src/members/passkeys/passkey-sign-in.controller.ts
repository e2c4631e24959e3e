import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ClientAddresses, knownPath, type SeeOther, type View } from '../../platform/index.js';
import { Entrance } from '../sign-in/entrance.js';
import { signInView } from '../sign-in/sign-in.form.js';
import { refusedForm } from '../second-factor/two-step.form.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyChallenges } from './passkey-challenges.js';
import { SignInWithPasskey } from './sign-in-with-passkey.js';

/** Signing in without a password. */
@Controller('sign-in/passkey')
export class PasskeySignInController {
  constructor(
    private readonly challenges: PasskeyChallenges,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly signIn: SignInWithPasskey,
    private readonly addresses: ClientAddresses,
    private readonly entrance: Entrance,
  ) {}

  /** What the browser is to ask of a device. */
  @Post('options')
  @HttpCode(200)
  async options(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    return this.ceremonies.signInOptions(await this.challenges.begin(request, response, 'sign in'));
  }

  @Post()
  @HttpCode(200)
  async enter(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Record<string, unknown> | undefined,
  ): Promise<View | SeeOther> {
    const next = knownPath(posted?.next);
    const { guesser: address } = this.addresses.of(request);
    let accountId = '';
    const refused = await refusedForm(async () => {
      const challenge = await this.challenges.take(request, 'sign in');
      accountId = await this.signIn.run({ answer: posted?.answer, challenge, address });
    });
    if (refused) return signInView({ next, ...refused });
    return this.entrance.enter(request, response, { accountId, next, isProved: true });
  }
}
