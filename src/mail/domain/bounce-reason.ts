/** No such address, no such domain, or a mailbox that is switched off: no other mail will get there either. */
const NO_SUCH_ADDRESS = /^5\.(1\.\d+|2\.1|0\.0|4\.4)$/;

/** Our own address or its domain (RFC 3463): it says nothing of theirs. */
const OUR_ADDRESS = ['5.1.7', '5.1.8'];

/**
 * Why a mail came back, from the status that a server gave (RFC 3463): `bounced` is about the address itself,
 * `sender_refused` about ours.
 */
export function bounceReason(status: string): string {
  if (OUR_ADDRESS.includes(status)) return `sender_refused:${status}`;
  if (status === '' || NO_SUCH_ADDRESS.test(status)) return `bounced:${status || '5.0.0'}`;
  return `returned:${status}`;
}
