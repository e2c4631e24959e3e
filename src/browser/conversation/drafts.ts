import type { Attached } from '../attached.js';
import { desk } from '../workspace/desk.js';

export type Kind = 'message' | 'note';

export const KINDS: readonly Kind[] = ['message', 'note'];

/** Somebody whom a note calls upon, by the name that stands in its text. */
export interface Mention {
  id: string;
  name: string;
}

/** What is begun in one conversation, a message and a note apart; survives a reload. */
export class Drafts {
  constructor(private readonly conversationId: string) {}

  text(kind: Kind): string {
    return localStorage.getItem(this.place(kind)) ?? '';
  }

  keep(kind: Kind, text: string): void {
    put(this.place(kind), text);
    if (kind === 'note' && text === '') this.keepMentions([]);
  }

  mentions(): Mention[] {
    return listAt<Mention>(this.place('mentions'));
  }

  keepMentions(mentions: Mention[]): void {
    putList(this.place('mentions'), mentions);
  }

  files(kind: Kind): Attached[] {
    return listAt<Attached>(this.place(`${kind}:files`));
  }

  keepFiles(kind: Kind, files: Attached[]): void {
    putList(this.place(`${kind}:files`), files);
  }

  isBegun(kind: Kind): boolean {
    return this.text(kind) !== '' || this.files(kind).length > 0;
  }

  /** What stands at this place of the browser's storage; null where it is nothing of this conversation's. */
  kindAt(place: string): { kind: Kind; isText: boolean } | null {
    for (const kind of KINDS) {
      if (place === this.place(kind)) return { kind, isText: true };
      if (place === this.place(`${kind}:files`)) return { kind, isText: false };
    }
    return null;
  }

  private place(what: Kind | 'mentions' | `${Kind}:files`): string {
    return desk.place(`draft:${this.conversationId}${what === 'message' ? '' : `:${what}`}`);
  }
}

function put(place: string, value: string): void {
  if (value === '') localStorage.removeItem(place);
  else localStorage.setItem(place, value);
}

function listAt<Item>(place: string): Item[] {
  return JSON.parse(localStorage.getItem(place) ?? '[]') as Item[];
}

function putList(place: string, items: object[]): void {
  put(place, items.length === 0 ? '' : JSON.stringify(items));
}
