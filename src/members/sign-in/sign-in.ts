import { Injectable } from '@nestjs/common';
import { normalAddress } from '../../kernel/index.js';
import { RateLimits, Secrets, type RateLimit } from '../../platform/index.js';
import { AccountAccess, type Account } from '../account.access.js';
import { isPassword, LONGEST_PASSWORD } from './passwords.js';
import type { Device } from './devices.js';
import { passwordMark } from './password-mark.js';

export interface SignInInput {
  email: string;
  password: string;
  /** Where the request comes from, as limits of guessing count it. */
  address: string;
  /** What the browser showed of earlier sign-ins. */
  device: Device | null;
}

export interface SignedIn {
  account: Account;
  /** The mark of the password that was right. */
  password: string;
  /** Whether a code from their mails is needed as well. */
  needsCode: boolean;
}

const QUARTER_HOUR_S = 900;
const BY_PAIR: RateLimit = { name: 'sign-in-pair', points: 10, seconds: QUARTER_HOUR_S };
const BY_ADDRESS: RateLimit = { name: 'sign-in-address', points: 100, seconds: QUARTER_HOUR_S };
const BY_DEVICE: RateLimit = { name: 'sign-in-device', points: 10, seconds: QUARTER_HOUR_S };
const BY_ACCOUNT: RateLimit = { name: 'sign-in-account', points: 100, seconds: 3600 };

/**
 * The account of these words, or null: no account and a wrong password look the same, also by the time it takes. Wrong
 * ones are counted by account and address, and by address. An account that is tried from everywhere is never locked:
 * its right password then needs a code from its mails too. A device that signed in to it before counts by itself alone,
 * so that nobody else's tries shut it out.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly limits: RateLimits,
    private readonly secrets: Secrets,
  ) {}

  async run({ email, password, address, device }: SignInInput): Promise<SignedIn | null> {
    const known = email.includes('\0') ? null : await this.accounts.withPassword(email);
    const isKnownDevice = known !== null && device?.accountIds.includes(known.id) === true;
    // Limits: the account counts as the database knows it, in whichever letters it was written.
    const who = known?.id ?? normalAddress(email);
    const counts: [RateLimit, string][] = isKnownDevice
      ? [[BY_DEVICE, this.key(device.id, who)]]
      : [
          [BY_ADDRESS, this.key(address)],
          [BY_PAIR, this.key(address, who)],
        ];
    for (const [limit, key] of counts) await this.limits.take(limit, key);
    const needsCode = !isKnownDevice && !(await this.limits.isLeft(BY_ACCOUNT, this.key(who)));
    if (!(await isPassword(password.slice(0, LONGEST_PASSWORD + 1), known?.passwordHash ?? null)) || !known)
      return null;
    for (const [limit, key] of counts) await this.limits.giveBack(limit, key);
    if (!isKnownDevice && !needsCode) await this.limits.giveBack(BY_ACCOUNT, this.key(who));
    const { passwordHash, ...account } = known;
    return { account, password: passwordMark(this.secrets, passwordHash), needsCode };
  }

  private key(...parts: string[]): string {
    return this.secrets.mac('sign-in', parts.join(' '));
  }
}
