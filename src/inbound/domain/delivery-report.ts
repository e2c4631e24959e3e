/** What a server tells of a mail that it was given (RFC 3464). */
export interface DeliveryReport {
  action: 'failed' | 'delivered' | 'other';
  /** As "5.1.1"; empty where it is not told. */
  status: string;
  /** Of the mail that it is about, without angle brackets. */
  messageId: string | null;
}

const LONGEST = 64 * 1024;
const MESSAGE_ID = /^message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{1,400})>/im;
/** A code of its own, no part of a version or an address (RFC 3463). */
const PERMANENT = /(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/;

/** `status` is the part for machines, `original` the mail or its head. */
export function deliveryReport(status: string, original: string): DeliveryReport {
  const machines = status.slice(0, LONGEST);
  const action = (/^action:[ \t]*([a-z]+)/im.exec(machines)?.[1] ?? '').toLowerCase();
  return {
    action: action === 'failed' || action === 'delivered' ? action : 'other',
    status: /^status:[ \t]*(\d\.\d{1,3}\.\d{1,3})/im.exec(machines)?.[1] ?? '',
    messageId: MESSAGE_ID.exec(original.slice(0, LONGEST))?.[1] ?? null,
  };
}

/**
 * What a server tells in words alone, as qmail does: that a mail came back for good, by the code that stands there. Null
 * where none does. Only to be asked of what nobody is to answer and what came to where bounces come to.
 */
export function wordedReport(text: string): DeliveryReport | null {
  const words = text.slice(0, LONGEST);
  const status = PERMANENT.exec(words)?.[0];
  if (!status) return null;
  return { action: 'failed', status, messageId: MESSAGE_ID.exec(words)?.[1] ?? null };
}
