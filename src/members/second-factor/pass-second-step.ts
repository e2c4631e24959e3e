import { Injectable } from '@nestjs/common';
import { RateLimits, Secrets, type RateLimit } from '../../platform/index.js';
import { AuthenticatorCodes } from './authenticator-codes.js';
import { RecoveryCodes } from './recovery-codes.js';

export interface PassSecondStepInput {
  accountId: string;
  /** The sign-in whose password was right. */
  pendingId: string;
  /** The browser, where this account signed in with it before. */
  deviceId: string | null;
  by: 'app' | 'recovery code';
  /** As it was typed. */
  code: string;
}

const BY_SIGN_IN: RateLimit = { name: 'second-step', points: 5, seconds: 1800 };
const BY_ACCOUNT: RateLimit = { name: 'second-step-account', points: 10, seconds: 3600 };
const BY_DEVICE: RateLimit = { name: 'second-step-device', points: 10, seconds: 3600 };

/**
 * Takes the code that a sign-in needs after the password. Wrong ones are counted by sign-in and by account; a device that
 * signed in to it before counts by itself, so that nobody who knows the password shuts its owner out.
 */
@Injectable()
export class PassSecondStep {
  constructor(
    private readonly codes: AuthenticatorCodes,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly limits: RateLimits,
    private readonly secrets: Secrets,
  ) {}

  async run({ accountId, pendingId, deviceId, by, code }: PassSecondStepInput): Promise<void> {
    const takings = [
      { limit: BY_SIGN_IN, key: pendingId },
      deviceId
        ? { limit: BY_DEVICE, key: this.key(deviceId, accountId) }
        : { limit: BY_ACCOUNT, key: this.key(accountId, by) },
    ];
    this.limits.takeAll(takings);
    if (by === 'app') await this.codes.take(accountId, code);
    else await this.recoveryCodes.take(accountId, code);
    for (const { limit, key } of takings) await this.limits.giveBack(limit, key);
  }

  private key(...parts: string[]): string {
    return this.secrets.mac('second step', parts.join(' '));
  }
}
