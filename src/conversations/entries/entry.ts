export type EntryKind = 'message' | 'note' | 'line';
export type EntrySide = 'visitor' | 'member' | 'bot' | 'system';

/** Somebody whom a private note mentions, by the name that stands in its text; kept in the note's `params`. */
export interface NoteMention {
  id: string;
  name: string;
}

/** What is kept of a message or a note beside its text. */
export interface MessageParams {
  /** Of a note only. */
  mentions?: readonly NoteMention[];
  via?: MessageVia;
  /** The mail that it came by, where something of it was left out. */
  mail?: string;
  /** Where in the text begins what is shown on demand alone. */
  fold?: number;
  /** Files that are shown on demand alone. */
  foldedFileIds?: readonly string[];
  /** Of a mail that says that it answers for somebody who is away: it brings no snoozed conversation back. */
  automatic?: true;
}

/** How a visitor's message came, where not by the messenger: from the address that we know, or from another one. */
export type MessageVia = 'email' | 'other_email';

/** A message, a private note or an information line, as it is kept. */
export interface Entry {
  conversationId: string;
  seq: number;
  /** Null for what the visitor does not see. */
  visitorSeq: number | null;
  kind: EntryKind;
  side: EntrySide;
  authorId: string;
  authorName: string | null;
  authorPicture: string | null;
  clientId: string;
  body: string | null;
  code: string | null;
  params: Record<string, unknown> | null;
  fileIds: string[] | null;
  at: Date;
}

export const ENTRY_COLUMNS = `e.conversation_id AS "conversationId", e.seq, e.visitor_seq AS "visitorSeq", e.kind, e.side,
  e.author_id AS "authorId", e.author_name AS "authorName", e.author_picture AS "authorPicture", e.client_id AS "clientId",
  e.body, e.code, e.params, e.file_ids AS "fileIds", e.at`;
