import { DateTime } from 'luxon';
import { isId } from '../../kernel/index.js';
import { withQuery } from '../../platform/index.js';
import type { SearchCriteria } from '../../search/index.js';

export const SEARCHED_STATES = ['waiting', 'on_desk', 'snoozed', 'closed'] as const;

/** What stands in the fields of the search, and so in its address. */
export interface SearchFields {
  q: string;
  visitor: string;
  member: string;
  tag: string;
  state: string;
  from: string;
  to: string;
  after: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST = 200;

/** Whatever the address holds: what cannot be meant is left out. */
export function searchFields(query: Record<string, unknown>): SearchFields {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value.slice(0, LONGEST) : '';
  };
  const id = (name: string) => (isId(query[name]) ? query[name] : '');
  const day = (name: string) =>
    DAY.test(text(name)) && DateTime.fromISO(text(name)).isValid ? text(name) : '';
  return {
    q: text('q'),
    visitor: text('visitor'),
    member: id('member'),
    tag: id('tag'),
    state: SEARCHED_STATES.find((state) => state === query.state) ?? '',
    from: day('from'),
    to: day('to'),
    after: cursorOf(text('after')) ? text('after') : '',
  };
}

/** Days begin where the reader lives. */
export function criteriaOf(fields: SearchFields, zone: string): SearchCriteria {
  const day = (text: string) => DateTime.fromISO(text, { zone });
  return {
    words: fields.q,
    visitor: fields.visitor,
    memberId: fields.member || null,
    tagId: fields.tag || null,
    state: SEARCHED_STATES.find((state) => state === fields.state) ?? null,
    from: fields.from ? day(fields.from).toJSDate() : null,
    to: fields.to ? day(fields.to).plus({ days: 1 }).toJSDate() : null,
    after: cursorOf(fields.after),
  };
}

export function searchAddress(url: string, fields: Partial<SearchFields>): string {
  return withQuery(url, fields);
}

export function cursorAfter({ startedAt, id }: { startedAt: Date; id: string }): string {
  return `${startedAt.getTime()}.${id}`;
}

function cursorOf(text: string): SearchCriteria['after'] {
  const [, time, id] = /^(\d{1,14})\.(.+)$/.exec(text) ?? [];
  return time && isId(id) ? { startedAt: new Date(Number(time)), id } : null;
}
