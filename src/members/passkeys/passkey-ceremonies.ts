import { Injectable } from '@nestjs/common';
import { invalidFields } from '../../kernel/index.js';
import { Config } from '../../platform/index.js';
import type { Passkey, PasskeyProof } from './passkey.access.js';
import type { Assertion, Registration } from './passkey.form.js';

/** A device has shown a key of its own. */
export interface NewCredential {
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
}

const NAME = 'Causerie';
const TIMEOUT_MS = 5 * 60_000;

/**
 * What browsers are asked, and whether they have answered it (WebAuthn). The device itself asks who uses it, so that a
 * passkey is two factors: something one has, and a finger, a face or a PIN. The library is loaded when first used.
 */
@Injectable()
export class PasskeyCeremonies {
  private readonly origin: string;
  private readonly rpID: string;

  constructor({ publicUrl }: Config) {
    this.origin = new URL(publicUrl).origin;
    this.rpID = new URL(publicUrl).hostname;
  }

  async addOptions(
    challenge: string,
    account: { id: string; email: string; name: string },
    known: readonly Passkey[],
  ): Promise<object> {
    const { generateRegistrationOptions } = await library();
    return generateRegistrationOptions({
      rpName: NAME,
      rpID: this.rpID,
      userID: Uint8Array.from(Buffer.from(account.id)),
      userName: account.email,
      userDisplayName: account.name,
      challenge: bytes(challenge),
      timeout: TIMEOUT_MS,
      excludeCredentials: known.map(({ credentialId: id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  async signInOptions(challenge: string): Promise<object> {
    const { generateAuthenticationOptions } = await library();
    return generateAuthenticationOptions({
      rpID: this.rpID,
      challenge: bytes(challenge),
      timeout: TIMEOUT_MS,
      userVerification: 'required',
    });
  }

  async added(response: Registration, expectedChallenge: string): Promise<NewCredential> {
    const { verifyRegistrationResponse } = await library();
    const checked = await orNone(() =>
      verifyRegistrationResponse({
        response,
        expectedChallenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpID,
        requireUserVerification: true,
      }),
    );
    if (!checked?.verified) throw invalidFields({ passkey: 'passkey_failed' });
    const { id: credentialId, publicKey, counter } = checked.registrationInfo.credential;
    return { credentialId, publicKey, counter };
  }

  /** The device's count from now on; one that goes back is refused, for the key was copied. */
  async shown(response: Assertion, expectedChallenge: string, passkey: PasskeyProof): Promise<number> {
    const { verifyAuthenticationResponse } = await library();
    const handle = response.response.userHandle;
    if (handle && Buffer.from(handle, 'base64url').toString() !== passkey.accountId)
      throw invalidFields({ passkey: 'passkey_failed' });
    const checked = await orNone(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpID,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: Uint8Array.from(passkey.publicKey),
          counter: passkey.counter,
        },
      }),
    );
    if (!checked?.verified) throw invalidFields({ passkey: 'passkey_failed' });
    return checked.authenticationInfo.newCounter;
  }
}

function library() {
  return import('@simplewebauthn/server');
}

function bytes(challenge: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(challenge, 'base64url'));
}

/** The library throws for everything that does not agree. */
async function orNone<Checked>(check: () => Promise<Checked>): Promise<Checked | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}
