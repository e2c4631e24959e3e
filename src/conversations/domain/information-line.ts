/**
 * What an information line can tell. It is kept as a code with parameters and worded when it is shown:
 * `messenger:lines.<code>` for the visitor, `events:lines.<code>` for members.
 */
const VISIBLE_TO_THE_VISITOR = {
  landed: true,
  handed_over: true,
  closed: true,
  snoozed: false,
  snoozed_kept: false,
  returned: false,
  returned_reply: false,
  resumed: false,
  transferred: false,
  transferred_until: false,
  released: false,
  given_back: false,
  assigned: false,
  assigned_until: false,
  assignment_expired: false,
  joined: false,
  picked: false,
  queued: false,
  blocked: false,
  unblocked: false,
  files_left_out: true,
  mailed_after_end: false,
  mail_unreadable: false,
  mail_returned: false,
  mail_failed: false,
  mail_kept_out: false,
  mail_not_added: false,
  mail_encrypted: false,
  mail_in_pieces: false,
  surveyed: false,
  surveyed_score: false,
  surveyed_recommendation: false,
  surveyed_both: false,
} as const;

export type LineCode = keyof typeof VISIBLE_TO_THE_VISITOR;

export function isVisibleToVisitor(code: LineCode): boolean {
  return VISIBLE_TO_THE_VISITOR[code];
}
