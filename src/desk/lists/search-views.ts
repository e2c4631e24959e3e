import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { avatarOf } from '../../conversations/index.js';
import { Refusal } from '../../kernel/index.js';
import { MemberAccess, type SignedInMember } from '../../members/index.js';
import { I18n, withQuery } from '../../platform/index.js';
import { Search, type ExcerptPart, type FoundConversation } from '../../search/index.js';
import { Tags } from '../../tags/index.js';
import { deskUrl } from '../desk-url.js';
import { criteriaOf, cursorAfter, searchAddress, SEARCHED_STATES, type SearchFields } from './search.form.js';
import type { ChoiceView, FoundView, SearchView, SuggestionView } from './search.view.js';

const SUGGESTIONS = 8;

/** Puts together what the search shows. */
@Injectable()
export class SearchViews {
  constructor(
    private readonly search: Search,
    private readonly members: MemberAccess,
    private readonly tags: Tags,
    private readonly i18n: I18n,
  ) {}

  async page(me: SignedInMember, fields: SearchFields): Promise<SearchView> {
    const { actor } = me;
    const url = `${deskUrl(me)}/search`;
    const page = await this.search.page(actor, criteriaOf(fields, me.timeZone)).catch(tooSlow);
    const { conversations, hasMore } = page ?? { conversations: [], hasMore: false };
    const last = conversations.at(-1);
    const { q, visitor, from, to, member, tag, state } = fields;
    const filters = [visitor, member, tag, state, from, to].filter((value) => value !== '').length;
    return {
      url,
      deskUrl: deskUrl(me),
      q,
      visitor,
      from,
      to,
      members: this.choices(me, 'search:anybody', fields.member, await this.members.all(actor)),
      tags: this.choices(me, 'search:anyTag', fields.tag, await this.tags.all(actor)),
      states: this.choices(
        me,
        'search:anyState',
        fields.state,
        SEARCHED_STATES.map((id) => ({ id, name: this.i18n.t(actor.locale, `search:states.${id}`) })),
      ),
      filters,
      isNarrowed: filters > 0 || q.trim() !== '',
      isTooSlow: page === null,
      continues: fields.after !== '',
      found: conversations.map((each) => this.found(me, each, fields)),
      moreUrl: hasMore && last ? searchAddress(url, { ...fields, after: cursorAfter(last) }) : null,
    };
  }

  /** The first few conversations by these words, for the palette. */
  async suggestions(me: SignedInMember, fields: SearchFields): Promise<SuggestionView[]> {
    if (fields.q.trim() === '') return [];
    const { conversations } = await this.search.page(me.actor, criteriaOf(fields, me.timeZone), SUGGESTIONS);
    return conversations.map((each) => {
      const { url, visitor, excerpt, state, startedAt } = this.found(me, each, fields);
      return {
        url,
        name: visitor.name ?? this.i18n.t(me.actor.locale, 'desk:visitor.unnamed'),
        excerpt: textOf(excerpt),
        state,
        startedAt,
      };
    });
  }

  private found(me: SignedInMember, found: FoundConversation, { q, visitor }: SearchFields): FoundView {
    const { id, state, startedAt, visitorId, visitorName, isNameUnverified, visitorEmail, members, tags } =
      found;
    const name = textOf(visitorName) || null;
    const { excerptBy, excerptAt, isNote, hits, isFurtherBack, assignedTo } = found;
    const isFile = found.excerpt.length === 0 && excerptAt !== null;
    const file = { text: this.i18n.t(me.actor.locale, 'desk:lists.file'), isHit: false };
    const url = `${deskUrl(me)}/conversations/${id}`;
    const at = excerptAt ?? startedAt;
    return {
      id,
      url: withQuery(url, { q: q.trim(), visitor: visitor.trim() }),
      visitor: avatarOf({ id: visitorId, name }, this.i18n.t(me.actor.locale, 'desk:visitor.unnamed')),
      name: visitorName,
      isNameUnverified,
      email: textOf(visitorEmail) === name ? [] : visitorEmail,
      state: state === 'bot' ? 'waiting' : state,
      startedAt: startedAt.toISOString(),
      at: at.toISOString(),
      isOlder: !DateTime.fromJSDate(at, { zone: me.timeZone }).hasSame(DateTime.fromJSDate(startedAt), 'day'),
      excerpt: isFile ? [file] : found.excerpt,
      excerptBy,
      isNote,
      hits,
      isFurtherBack,
      assignedTo,
      members: members.map((member) => avatarOf(member)),
      tags,
    };
  }

  private choices(
    { actor }: SignedInMember,
    none: string,
    chosen: string,
    all: readonly { id: string; name: string }[],
  ): ChoiceView[] {
    const label = this.i18n.t(actor.locale, none);
    return [
      { value: '', label, chosen: chosen === '' },
      ...all.map(({ id, name }) => ({ value: id, label: name, chosen: id === chosen })),
    ];
  }
}

function textOf(parts: ExcerptPart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** Null for a search that was given up; the page tells what to do, with what was asked still in its fields. */
export function tooSlow(error: unknown): null {
  if (error instanceof Refusal && error.code === 'search_too_slow') return null;
  throw error;
}
