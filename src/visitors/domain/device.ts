import { browserOf } from '../../kernel/index.js';

export interface Device {
  kind: 'phone' | 'tablet' | 'computer';
  browser: string;
}

const LONGEST = 1000;

/** What a member is told of the visitor's device, and what targeting asks for. */
export function readDevice(header: string): Device {
  const userAgent = header.slice(0, LONGEST);
  const browser = browserOf(userAgent) ?? 'other';
  const isAndroidTablet = /\bAndroid\b/.test(userAgent) && !/\bMobile\b/.test(userAgent);
  if (isAndroidTablet || /\biPad\b|\bTablet\b/.test(userAgent)) return { kind: 'tablet', browser };
  return { kind: /\bMobi|\biPhone\b/.test(userAgent) ? 'phone' : 'computer', browser };
}
