import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../members/index.js';
import { Search } from '../search/index.js';
import type { FindsView } from './desk.view.js';

const LONGEST = 200;

/** What a search that led to a conversation has found in it. */
@Injectable()
export class Finds {
  constructor(private readonly search: Search) {}

  /** Null where nothing was looked for, or nothing of it stands in a message: the visitor's name may have led here. */
  async of({ actor }: SignedInMember, conversationId: string, words: unknown): Promise<FindsView | null> {
    if (typeof words !== 'string' || words.trim() === '') return null;
    const hits = await this.search.hits(actor, conversationId, words);
    if (hits.length === 0) return null;
    return { words: words.slice(0, LONGEST), count: hits.length, hits: JSON.stringify(hits) };
  }
}
