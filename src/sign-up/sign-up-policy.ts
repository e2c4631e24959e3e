import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../kernel/index.js';
import { Config } from '../platform/index.js';
import { InvitedBrowsers } from './invitations/invited-browsers.js';

/** Who may open a brand by themselves. */
@Injectable()
export class SignUpPolicy {
  constructor(
    private readonly config: Config,
    private readonly invited: InvitedBrowsers,
  ) {}

  /** As it is for this browser: one that was invited finds sign-up open. */
  async stateFor(request: Request): Promise<Config['signUp']> {
    const { signUp } = this.config;
    return signUp === 'invited' && (await this.invited.invitationOf(request)) ? 'open' : signUp;
  }

  /** @throws Refusal `forbidden` where this browser may not. */
  async require(request: Request): Promise<void> {
    const state = await this.stateFor(request);
    if (state === 'no_mail') throw new Refusal('forbidden', 'sign_up_no_mail');
    if (state === 'invited') throw new Refusal('forbidden', 'sign_up_invited');
  }
}
