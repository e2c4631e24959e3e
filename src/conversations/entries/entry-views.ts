import { Injectable } from '@nestjs/common';
import { FileLinks, formatSize, I18n, isPicture, type FileLink } from '../../platform/index.js';
import { avatarOf } from '../domain/avatar.js';
import { quoteOf } from '../domain/quote.js';
import type { Entry, MessageParams } from './entry.js';
import type { EntryFile } from './entry-files.js';
import type { EntryView, FileView, PictureView } from './entry.view.js';
import { markMentions, textParts } from './text-parts.js';

type Line = Pick<EntryView & { kind: 'information' }, 'line' | 'moment' | 'lineEnd'>;

/** Stands in a line for the moment it tells of; in no name, being no character of any script. */
const MOMENT = '\ufdd0';

/** The reader of an entry: the same markup goes to all of one side and language. */
export interface Readers {
  side: 'visitor' | 'member';
  locale: string;
  /** Sees what a mail shows: the beginning of long messages, and files by their names. */
  quoted?: boolean;
}

/** Turns kept entries into what the partial shows. */
@Injectable()
export class EntryViews {
  constructor(
    private readonly i18n: I18n,
    private readonly links: FileLinks,
  ) {}

  /** `files` holds at least those of this entry. */
  view(entry: Entry, readers: Readers, files: readonly EntryFile[] = []): EntryView {
    const { clientId, kind, side, authorId, authorName, authorPicture } = entry;
    const base = {
      clientId,
      seq: numberFor(entry, readers),
      at: entry.at.toISOString(),
      mail: mailOf(entry, readers),
    };
    if (kind === 'line') return { kind: 'information', ...base, ...this.wording(entry, readers) };
    return {
      kind: side === 'bot' ? 'bot' : kind,
      ...base,
      author: {
        id: authorId,
        ...avatarOf({ id: authorId, name: authorName, picture: authorPicture }),
        side: side === 'visitor' ? 'visitor' : 'brand',
      },
      via: this.via(entry, readers),
      ...this.content(entry, readers, files),
    };
  }

  /** What is shown, and what on demand alone. */
  private content(
    entry: Entry,
    readers: Readers,
    files: readonly EntryFile[],
  ): Pick<EntryView & { kind: 'message' }, 'parts' | 'pictures' | 'files' | 'rest'> {
    const { fold, foldedFileIds = [] } = (entry.params ?? {}) as MessageParams;
    const body = bodyFor(entry, readers);
    const shown = markMentions(
      textParts(fold === undefined ? body : body.slice(0, fold).trimEnd()),
      mentionedIn(entry),
    );
    const ids = entry.fileIds ?? [];
    const attached = (of: readonly string[]) => this.attachments(of, readers, files);
    const rest =
      readers.quoted || (fold === undefined && foldedFileIds.length === 0)
        ? null
        : {
            parts: fold === undefined ? [] : textParts(body.slice(fold).trimStart()),
            ...attached(foldedFileIds),
          };
    return { parts: shown, ...attached(ids.filter((id) => !foldedFileIds.includes(id))), rest };
  }

  private via({ params }: Entry, { side, locale }: Readers): string | null {
    const { via, automatic } = (params ?? {}) as MessageParams;
    if (!via || side !== 'member') return null;
    const words = this.i18n.t(locale, `events:via.${via}`);
    return automatic ? `${words} · ${this.i18n.t(locale, 'messenger:entry.automatic')}` : words;
  }

  private attachments(
    ids: readonly string[],
    { side, locale, quoted = false }: Readers,
    files: readonly EntryFile[],
  ): { pictures: PictureView[]; files: FileView[] } {
    const own = ids.flatMap((id) => files.find((file) => file.id === id) ?? []);
    return {
      pictures: quoted ? [] : own.flatMap((file) => this.picture(file, side) ?? []),
      files: own
        .filter((file) => quoted || !this.picture(file, side))
        .map((file) => ({
          id: file.id,
          url: quoted ? null : this.url({ file, variant: 'whole', side }),
          name: file.name,
          size: formatSize(locale, file.size),
        })),
    };
  }

  private picture(file: EntryFile, side: Readers['side']): PictureView | null {
    const { name, type, width, height, hasThumbnail } = file;
    if (!isPicture(type) || width === null || height === null) return null;
    return {
      id: file.id,
      url: this.url({ file, variant: 'whole', side }),
      preview: this.url({ file, variant: hasThumbnail ? 'thumbnail' : 'whole', side }),
      name,
      width,
      height,
    };
  }

  private url({ file, ...link }: Pick<FileLink, 'variant' | 'side'> & { file: EntryFile }): string {
    return this.links.path({ brandId: file.brandId, fileId: file.id, ...link });
  }

  private wording({ code, params, authorName }: Entry, { side, locale }: Readers): Line {
    const key = side === 'visitor' ? `messenger:lines.${code}` : `events:lines.${code}`;
    const moment = (params?.until as string | undefined) ?? null;
    const words = this.i18n.t(locale, key, { name: authorName ?? '', ...params, until: MOMENT });
    const [line = '', lineEnd = ''] = words.split(MOMENT);
    return { line, moment, lineEnd };
  }
}

/** As a mail of ours quotes it, for who may see no more than that. */
function bodyFor({ body, params }: Entry, { quoted }: Readers): string {
  const { fold } = (params ?? {}) as MessageParams;
  return quoted ? quoteOf((body ?? '').slice(0, fold).trimEnd()) : (body ?? '');
}

function mailOf({ params }: Entry, { side }: Readers): string | null {
  const { mail } = (params ?? {}) as MessageParams;
  return side === 'member' ? (mail ?? null) : null;
}

function mentionedIn({ kind, params }: Entry): string[] {
  if (kind !== 'note') return [];
  const { mentions = [] } = (params ?? {}) as MessageParams;
  return mentions.map(({ name }) => name);
}

function numberFor(entry: Entry, { side }: Readers): number {
  return side === 'visitor' ? (entry.visitorSeq ?? 0) : entry.seq;
}
