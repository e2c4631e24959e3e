import { parse, stringify } from 'uuid';
import { sameText, type Secrets } from '../platform/index.js';
import { compactOf, wholeOf } from './domain/compact-id.js';

const MAC_BYTES = 10;
const MAC_BITS = BigInt(8 * MAC_BYTES);
const ID_BYTES = 16;
const ID_BITS = 116n;
/** Digits and small letters, for servers on the way may change the case. */
const TOKEN = /^[0-9a-z]{61}$/;
const TOKEN_LENGTH = 61;
const BASE = 36n;
/** As we wrote them before, and still write ids that have no compact form. */
const FORMER_TOKEN = /^[\w-]{56}$/;

type Ids = [string, string];

/**
 * An address that carries two ids and the proof that we put them there: `<kind>+<token>`, 63 signs of the 64 that an
 * address may have before its domain, so that `kind` is its first letter alone.
 */
export function signedAddress(secrets: Secrets, kind: string, { purpose, ids }: Signed): string {
  const bytes = Buffer.concat(ids.map((id) => parse(id)));
  const mac = macOf(secrets, purpose, bytes);
  const [first, second] = [compactOf(ids[0]), compactOf(ids[1])];
  if (first === null || second === null)
    return `${kind}+${Buffer.concat([bytes, mac]).toString('base64url')}`;
  const whole = (((first << ID_BITS) | second) << MAC_BITS) | BigInt(`0x${mac.toString('hex')}`);
  return `${kind[0]}+${whole.toString(Number(BASE)).padStart(TOKEN_LENGTH, '0')}`;
}

export interface Signed {
  purpose: string;
  ids: Ids;
}

/** The ids of such a token; null where it is none of ours. */
export function readSignedIds(secrets: Secrets, purpose: string, token: string): Ids | null {
  const read = TOKEN.test(token.toLowerCase()) ? ofToken(token.toLowerCase()) : ofFormer(token);
  if (!read) return null;
  const bytes = Buffer.concat(read.ids.map((id) => parse(id)));
  return sameText(read.mac, macOf(secrets, purpose, bytes).toString('hex')) ? read.ids : null;
}

interface Read {
  ids: Ids;
  mac: string;
}

function ofToken(token: string): Read {
  let whole = 0n;
  for (const digit of token) whole = whole * BASE + BigInt(parseInt(digit, Number(BASE)));
  const mac = BigInt.asUintN(Number(MAC_BITS), whole)
    .toString(16)
    .padStart(2 * MAC_BYTES, '0');
  const second = BigInt.asUintN(Number(ID_BITS), whole >> MAC_BITS);
  const first = whole >> (MAC_BITS + ID_BITS);
  return { ids: [wholeOf(BigInt.asUintN(Number(ID_BITS), first)), wholeOf(second)], mac };
}

function ofFormer(token: string): Read | null {
  if (!FORMER_TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const ids: Ids = [
    stringify(bytes.subarray(0, ID_BYTES)),
    stringify(bytes.subarray(ID_BYTES, 2 * ID_BYTES)),
  ];
  return { ids, mac: bytes.subarray(2 * ID_BYTES).toString('hex') };
}

function macOf(secrets: Secrets, purpose: string, ids: Buffer): Buffer {
  return Buffer.from(secrets.mac(purpose, ids.toString('hex')), 'base64url').subarray(0, MAC_BYTES);
}
