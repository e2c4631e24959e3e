/**
 * What a mail of an account tells, as the table's constraint lists it, and what its `subjectId` names:
 * - `sign_in_code`: the code that a sign-in needs as well
 * - `address_code`: a code that proves an address
 * - `sign_up_known`: nothing; there is an account of that address already
 * - `invitation`: to a brand, as its member: the invitation, of the brand that the mail goes out for
 * - `brand_invitation`: to open a brand here
 * - `password_reset`: nothing; whether there is such an account is found out when it is made
 * - `password_changed`: the account
 * - `new_device`: the sign-in in a browser that was not known
 * - `second_factor_changed`: the account
 */
export const ACCOUNT_MAIL_KINDS = [
  'sign_in_code',
  'address_code',
  'sign_up_known',
  'invitation',
  'brand_invitation',
  'password_reset',
  'password_changed',
  'new_device',
  'second_factor_changed',
] as const;

export type AccountMailKind = (typeof ACCOUNT_MAIL_KINDS)[number];

export type AccountMailState = 'queued' | 'sent' | 'failed' | 'suppressed';

/** A row of the outbox of accounts. What it carries, a code or a link, is made with the mail and stands in no row. */
export interface AccountMail {
  id: string;
  kind: AccountMailKind;
  recipient: string;
  locale: string;
  subjectId: string | null;
  /** On whose behalf, where it tells of what belongs to a brand. */
  brandId: string | null;
  state: AccountMailState;
  /** `refused:550`, `gave_up:certificate`, `no_mail_server`, or why there was no reason left to send it. */
  reason: string | null;
  tries: number;
  nextTryAt: Date | null;
  /** Without angle brackets; the same on every try. */
  messageId: string;
  createdAt: Date;
  stateAt: Date;
}

export const ACCOUNT_MAIL_COLUMNS = `m.id, m.kind, m.recipient, m.locale, m.subject_id AS "subjectId", m.brand_id AS "brandId", m.state, m.reason,
  m.tries, m.next_try_at AS "nextTryAt", m.provider_id AS "messageId", m.created_at AS "createdAt", m.state_at AS "stateAt"`;
