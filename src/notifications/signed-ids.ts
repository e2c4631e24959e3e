import { parse, stringify } from 'uuid';
import { sameText, type Secrets } from '../platform/index.js';

const MAC_BYTES = 10;
const ID_BYTES = 16;
const TOKEN = /^[\w-]{56}$/;

/** Two ids and the proof that we put them there, short enough for an address: 56 signs. */
export function signedIds(secrets: Secrets, purpose: string, ids: readonly [string, string]): string {
  const bytes = Buffer.concat(ids.map((id) => parse(id)));
  return Buffer.concat([bytes, macOf(secrets, purpose, bytes)]).toString('base64url');
}

/** The ids of a token of this purpose; null where it is none of ours. */
export function readSignedIds(secrets: Secrets, purpose: string, token: string): [string, string] | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const ids = bytes.subarray(0, 2 * ID_BYTES);
  const mac = bytes.subarray(2 * ID_BYTES).toString('hex');
  if (!sameText(mac, macOf(secrets, purpose, ids).toString('hex'))) return null;
  return [stringify(ids.subarray(0, ID_BYTES)), stringify(ids.subarray(ID_BYTES))];
}

function macOf(secrets: Secrets, purpose: string, ids: Buffer): Buffer {
  return Buffer.from(secrets.mac(purpose, ids.toString('hex')), 'base64url').subarray(0, MAC_BYTES);
}
