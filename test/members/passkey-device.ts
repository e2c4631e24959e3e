import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** Somebody is there · has shown who they are · a new key comes along. */
const [PRESENT, VERIFIED, NEW_KEY] = [0x01, 0x04, 0x40];

interface Options {
  challenge: string;
  rp?: { id: string };
  rpId?: string;
  user?: { id: string };
}

export interface Ceremony {
  origin: string;
  /** Whether the device has asked for a finger, a face or a PIN. */
  isVerified?: boolean;
  rpId?: string;
  type?: string;
}

/** A device with one passkey, as far as a server sees it (WebAuthn, ES256, no attestation). */
export class PasskeyDevice {
  readonly credentialId = randomBytes(32);
  counter = 0;
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  userHandle: string | undefined;

  get id(): string {
    return this.credentialId.toString('base64url');
  }

  /** What a browser answers for a new passkey. */
  makes(options: Options, { origin, isVerified = true, rpId, type }: Ceremony): string {
    this.userHandle = options.user?.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const key = Buffer.concat([Buffer.alloc(16), length, this.credentialId, coseOf(this.keys.publicKey)]);
    const head = this.head(rpId ?? options.rp?.id ?? '', PRESENT | (isVerified ? VERIFIED : 0) | NEW_KEY);
    const authData = Buffer.concat([head, key]);
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from('fmt'),
      Buffer.from([0x64]),
      Buffer.from('none'),
      Buffer.from([0x67]),
      Buffer.from('attStmt'),
      Buffer.from([0xa0, 0x68]),
      Buffer.from('authData'),
      Buffer.from([0x58, authData.length]),
      authData,
    ]);
    return this.answer({
      clientDataJSON: clientData(type ?? 'webauthn.create', options.challenge, origin),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** What it answers to sign in; the device counts. */
  shows(options: Options, { origin, isVerified = true, rpId, type }: Ceremony): string {
    this.counter += 1;
    const authData = this.head(rpId ?? options.rpId ?? '', PRESENT | (isVerified ? VERIFIED : 0));
    const clientDataJSON = clientData(type ?? 'webauthn.get', options.challenge, origin);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.answer({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
      userHandle: this.userHandle,
    });
  }

  private head(rpId: string, flags: number): Buffer {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags);
    rest.writeUInt32BE(this.counter, 1);
    return Buffer.concat([sha256(Buffer.from(rpId)), rest]);
  }

  private answer(response: object): string {
    return JSON.stringify({
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  }
}

function clientData(type: string, challenge: string, origin: string): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
}

/** The key as CBOR: elliptic curve, ES256, P-256, and its point. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
