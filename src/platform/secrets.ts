import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from './config/config.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST_TOKEN = 4096;

/** Everything that must not be read or forged: one key a purpose, all derived from SECRET_KEY (HKDF, RFC 5869). */
@Injectable()
export class Secrets {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly config: Config) {}

  /** Encrypts a secret at rest with AES-256-GCM; the result is text. */
  seal(plain: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key('seal'), iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** The opposite of `seal`; throws when it was made with another key or changed. */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key('seal'), bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** A token that carries its payload and proves that it is ours; without an expiry it lasts. */
  sign(purpose: string, payload: Record<string, unknown>, expiresAt?: Date): string {
    const claims = expiresAt ? { ...payload, exp: Math.floor(expiresAt.getTime() / 1000) } : payload;
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${body}.${this.mac(purpose, body)}`;
  }

  /** The payload of a token of this purpose, or null when it is forged, malformed or expired at `now`. */
  verify<Payload extends object>(purpose: string, token: unknown, now: Date): Payload | null {
    if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return null;
    const [body, mac, ...rest] = token.split('.');
    if (!body || !mac || rest.length > 0 || !sameText(mac, this.mac(purpose, body))) return null;
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Payload & { exp?: number };
    return payload.exp !== undefined && payload.exp * 1000 <= now.getTime() ? null : payload;
  }

  /** Also fit to store something one only has to recognise again, as an address: it cannot be reversed without the key. */
  mac(purpose: string, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text).digest('base64url');
  }

  private key(purpose: string): Buffer {
    let key = this.keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.config.secretKey, '', `causerie ${purpose}`, 32));
      this.keys.set(purpose, key);
    }
    return key;
  }
}

/** Compares without telling by its time where two texts differ. */
export function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
