import { desk } from './desk.js';

export type Kind = 'message' | 'note';

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
    return JSON.parse(localStorage.getItem(this.place('mentions')) ?? '[]') as Mention[];
  }

  keepMentions(mentions: Mention[]): void {
    put(this.place('mentions'), mentions.length === 0 ? '' : JSON.stringify(mentions));
  }

  private place(what: Kind | 'mentions'): string {
    return desk.place(`draft:${this.conversationId}${what === 'message' ? '' : `:${what}`}`);
  }
}

function put(place: string, value: string): void {
  if (value === '') localStorage.removeItem(place);
  else localStorage.setItem(place, value);
}
