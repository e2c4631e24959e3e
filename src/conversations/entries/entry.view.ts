import type { AvatarView } from '../domain/avatar.js';

/** A stretch of a text; with `href` it is a link, with `mention` it names a member whom a note calls upon. */
export interface TextPart {
  text: string;
  href?: string;
  mention?: boolean;
}

export interface PictureView {
  id: string;
  url: string;
  /** A small one, where there is one; the whole picture otherwise. */
  preview: string;
  name: string;
  width: number;
  height: number;
}

/** `size` is already worded for the reader's language ("1.2 MB", "1,2 Mo"). */
export interface FileView {
  id: string;
  /** Null for whoever may know of it, but not have it. */
  url: string | null;
  name: string;
  size: string;
}

/** What `views/conversations/_entry.hbs` shows. The same for every reader of a language and side. */
export type EntryView =
  | {
      kind: 'message' | 'note' | 'bot';
      clientId: string;
      /** The number that this side counts by: `seq` for members, `visitor_seq` for visitors. */
      seq: number;
      at: string;
      author: AvatarView & { id: string; side: 'visitor' | 'brand' };
      /** How it came where not by the messenger, worded; for members. */
      via: string | null;
      /** The mail that it came by; for members. */
      mail: string | null;
      parts: TextPart[];
      pictures: PictureView[];
      files: FileView[];
      /** What is shown on demand alone, such as the signature of a mail. */
      rest: { parts: TextPart[]; pictures: PictureView[]; files: FileView[] } | null;
    }
  | {
      kind: 'information';
      clientId: string;
      seq: number;
      at: string;
      /** The event, already worded for the reader's language (namespace `events`). */
      line: string;
      /** A moment within the line, which the browser words, and what follows it. */
      moment: string | null;
      /** The mail that it tells of; for members. */
      mail: string | null;
      lineEnd: string;
    };

/** The empty bubble that the browser fills before the server has answered. */
export interface DraftEntryView {
  draft: true;
  kind: 'message' | 'note';
  author: AvatarView & { id: string; side: 'visitor' | 'brand' };
}
