import type { DeliveryReport } from './domain/delivery-report.js';
import type { MailLimit } from './domain/mail-limits.js';
import type { Unreadable } from './mail-content.js';

/**
 * `received`: taken, not looked at yet; `read`: its content is about to enter; `entered`: it is in the conversation;
 * `waiting`: its writer has yet to accept the brand's terms; `closed`: the conversation was over; `ignored`: no person
 * wrote it, or nobody is to read it; `noted`: what a server told of a mail of ours; `unreadable`: it ended its reader
 * twice or exceeds a limit, and lies aside as it came.
 */
export const RECEIVED_MAIL_STATES = [
  'received',
  'read',
  'entered',
  'waiting',
  'closed',
  'ignored',
  'noted',
  'unreadable',
] as const;

export type ReceivedMailState = (typeof RECEIVED_MAIL_STATES)[number];

export interface ReceivedMail {
  brandId: string;
  id: string;
  kind: 'reply' | 'bounce';
  conversationId: string | null;
  notificationId: string | null;
  returnPath: string;
  sender: string | null;
  senderKnown: boolean | null;
  size: number;
  state: ReceivedMailState;
  reason: ReceivedReason | null;
  /** Reads that began and have not ended. */
  unfinishedReads: number;
  parts: string[] | null;
  fileIds: string[] | null;
  leftOut: string[] | null;
  /** From which sign on each of its messages is shown on demand alone. */
  folds: (number | null)[] | null;
  foldedFileIds: string[] | null;
  /** Whether something was left out of its messages. */
  isCut: boolean | null;
  /** Whether it says of itself that it answers for somebody who is away. */
  isAutomatic: boolean | null;
  /** Who had it added to the conversation after it was kept out. */
  letInBy: string | null;
  /** All of a text that is too long for messages. */
  textFileId: string | null;
  receivedAt: Date;
  stateAt: Date;
}

export const RECEIVED_MAIL_COLUMNS = `m.brand_id AS "brandId", m.id, m.kind, m.conversation_id AS "conversationId",
  m.notification_id AS "notificationId", m.return_path AS "returnPath", m.sender, m.sender_known AS "senderKnown", m.size,
  m.state, m.reason, m.unfinished_reads AS "unfinishedReads", m.parts, m.file_ids AS "fileIds", m.left_out AS "leftOut",
  m.text_file_id AS "textFileId", m.folds, m.folded_file_ids AS "foldedFileIds", m.is_cut AS "isCut",
  m.is_automatic AS "isAutomatic", m.let_in_by AS "letInBy", m.received_at AS "receivedAt",
  m.state_at AS "stateAt"`;

/** No person wrote it. */
const OF_PROGRAMS = ['automatic', 'no_sender', 'own', 'no_report'] as const;
/** It could not be read or entered in hours, or says nothing. */
const LAID_ASIDE = ['not_read', 'not_entered', 'empty'] as const;
/** Why a mail is kept out that members may look at and add after all. */
export const KEPT_OUT = [...OF_PROGRAMS, ...LAID_ASIDE] as const;

export type KeptOut = (typeof KEPT_OUT)[number];

/** Why a mail lies aside: what it exceeds, or what became of the process that read it. */
export type AsideReason = MailLimit | 'failed_parse' | 'time' | 'memory' | 'ended';

/** Why a mail is in its state, where that says more than the state. */
export type ReceivedReason =
  KeptOut | AsideReason | Unreadable | DeliveryReport['action'] | 'receipt' | 'blocked' | 'gone';

export function isKeptOut({ state, reason }: Pick<ReceivedMail, 'state' | 'reason'>): boolean {
  return state === 'ignored' && KEPT_OUT.some((known) => known === reason);
}

/** Whether it may well be a person's. */
export function isLaidAside(reason: ReceivedReason | null): boolean {
  return LAID_ASIDE.some((known) => known === reason);
}
