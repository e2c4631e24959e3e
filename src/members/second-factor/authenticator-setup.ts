import { Injectable } from '@nestjs/common';
import { Clock, invalidFields } from '../../kernel/index.js';
import { Secrets } from '../../platform/index.js';
import { qrPath } from '../domain/qr-path.js';

/** A secret that an app is about to be given. */
export interface AuthenticatorOffer {
  /** Goes through the form: nobody reads or changes it, and nothing is stored before a first code was right. */
  sealed: string;
  /** For people who type it, in groups of four. */
  key: string;
  /** A path in a square of so many units, with the quiet zone that readers need around it. */
  qr: { width: number; path: string };
}

interface Sealed {
  accountId: string;
  secret: string;
  until: number;
}

const LASTS_MS = 30 * 60_000;
const ISSUER = 'Causerie';
const QUIET_ZONE = 4;

/** Makes the secrets of authenticator apps, and reads them again once somebody has typed the first code. */
@Injectable()
export class AuthenticatorSetup {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async offer(account: { id: string; email: string }): Promise<AuthenticatorOffer> {
    const { generateSecret } = await import('otplib');
    const until = this.clock.now().getTime() + LASTS_MS;
    const sealed: Sealed = { accountId: account.id, secret: generateSecret(), until };
    return this.show(account.email, sealed.secret, this.secrets.seal(JSON.stringify(sealed)));
  }

  /** The same once more, after a code that was wrong. */
  async again(account: { id: string; email: string }, sealed: string): Promise<AuthenticatorOffer> {
    return this.show(account.email, this.secretIn(sealed, account.id), sealed);
  }

  /** Refuses what is not ours, of another account, or too old. */
  secretIn(sealed: string, accountId: string): string {
    const offer = this.opened(sealed);
    if (offer?.accountId !== accountId || offer.until <= this.clock.now().getTime())
      throw invalidFields({ form: 'two_step_setup_over' });
    return offer.secret;
  }

  private opened(sealed: string): Sealed | null {
    try {
      return JSON.parse(this.secrets.open(sealed)) as Sealed;
    } catch {
      return null;
    }
  }

  private async show(email: string, secret: string, sealed: string): Promise<AuthenticatorOffer> {
    const { generateURI } = await import('otplib');
    const { default: QrCode } = await import('qrcode');
    const { modules } = QrCode.create(generateURI({ issuer: ISSUER, label: email, secret }));
    const key = secret.replace(/.{4}(?=.)/g, '$& ');
    return { sealed, key, qr: { width: modules.size + 2 * QUIET_ZONE, path: qrPath(modules) } };
  }
}
