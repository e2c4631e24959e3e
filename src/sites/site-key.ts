import { isId } from '../kernel/index.js';

const BYTES = 16;
const SHAPE = /^[A-Za-z0-9_-]{43}$/;

export interface SiteRef {
  brandId: string;
  siteId: string;
}

/** The public key in a site's script tag. It carries the brand, so finding a site needs no look-up across brands. */
export function siteKey(brandId: string, siteId: string): string {
  return Buffer.from((brandId + siteId).replaceAll('-', ''), 'hex').toString('base64url');
}

/** What a key points to, or null where it cannot be one of ours. */
export function readSiteKey(key: unknown): SiteRef | null {
  if (typeof key !== 'string' || !SHAPE.test(key)) return null;
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== 2 * BYTES || bytes.toString('base64url') !== key) return null;
  const brandId = readUuid(bytes.subarray(0, BYTES));
  const siteId = readUuid(bytes.subarray(BYTES));
  return isId(brandId) && isId(siteId) ? { brandId, siteId } : null;
}

function readUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
