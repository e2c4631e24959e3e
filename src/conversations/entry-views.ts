import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/index.js';
import { initialsOf, tintOf } from './domain/face.js';
import type { Entry } from './entry.js';
import type { EntryView } from './entry.view.js';
import { textParts } from './text-parts.js';

/** The reader of an entry: the same markup goes to all of one side and language. */
export interface Readers {
  side: 'visitor' | 'member';
  locale: string;
}

/** Turns kept entries into what the partial shows. */
@Injectable()
export class EntryViews {
  constructor(private readonly i18n: I18n) {}

  view(entry: Entry, readers: Readers): EntryView {
    const { clientId, kind, side, authorId, authorName, authorPicture } = entry;
    const base = { clientId, seq: numberFor(entry, readers), at: entry.at.toISOString() };
    if (kind === 'line') return { kind: 'information', ...base, line: this.wording(entry, readers) };
    return {
      kind: side === 'bot' ? 'bot' : kind,
      ...base,
      author: {
        id: authorId,
        name: authorName,
        picture: authorPicture,
        initials: initialsOf(authorName),
        tint: tintOf(authorId),
        side: side === 'visitor' ? 'visitor' : 'brand',
      },
      parts: textParts(entry.body ?? ''),
      pictures: [],
      files: [],
    };
  }

  private wording({ code, params, authorName }: Entry, { side, locale }: Readers): string {
    const key = side === 'visitor' ? `messenger:lines.${code}` : `events:lines.${code}`;
    return this.i18n.t(locale, key, { name: authorName ?? '', ...params });
  }
}

function numberFor(entry: Entry, { side }: Readers): number {
  return side === 'visitor' ? (entry.visitorSeq ?? 0) : entry.seq;
}
