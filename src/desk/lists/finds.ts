import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import { Search } from '../../search/index.js';
import type { FindsView } from '../desk.view.js';
import type { SearchFields } from './search.form.js';
import { tooSlow } from './search-views.js';

/** What a search that led to a conversation has found in it. */
@Injectable()
export class Finds {
  constructor(private readonly search: Search) {}

  /** Null where nothing was looked for, or nothing of it stands in a message or in the visitor's name or address. */
  async of(
    { actor }: SignedInMember,
    conversationId: string,
    { q, visitor }: Pick<SearchFields, 'q' | 'visitor'>,
  ): Promise<FindsView | null> {
    const [words, name] = [q.trim(), visitor.trim()];
    if (words === '' && name === '') return null;
    const found = words === '' ? [] : await this.search.hits(actor, conversationId, words).catch(tooSlow);
    const hits = found ?? [];
    const names = await this.search.nameHits(actor, conversationId, [words, name]);
    if (found && hits.length === 0 && names.length === 0) return null;
    return {
      words: words || name,
      isTooSlow: found === null,
      count: hits.length,
      hits: JSON.stringify(hits),
      names: JSON.stringify(names),
    };
  }
}
