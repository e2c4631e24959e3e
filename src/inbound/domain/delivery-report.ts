/** What a server tells of a mail that it was given (RFC 3464). */
export interface DeliveryReport {
  action: 'failed' | 'delivered' | 'other';
  /** As "5.1.1"; empty where it is not told. */
  status: string;
  /** Of the mail that it is about, without angle brackets. */
  messageId: string | null;
}

/** `status` is the part for machines, `original` the mail or its head. */
export function deliveryReport(status: string, original: string): DeliveryReport {
  const action = /^action:\s*([a-z]+)/im.exec(status)?.[1].toLowerCase() ?? '';
  return {
    action: action === 'failed' || action === 'delivered' ? action : 'other',
    status: /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(status)?.[1] ?? '',
    messageId: /^message-id:\s*<([^<>\s]{1,400})>/im.exec(original)?.[1] ?? null,
  };
}
