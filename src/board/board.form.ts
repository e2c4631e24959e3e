import { isId } from '../kernel/index.js';
import type { SignedInMember } from '../members/index.js';
import { withQuery } from '../platform/index.js';

export const COLUMNS = ['waiting', 'on_desk', 'snoozed'] as const;
export type Column = (typeof COLUMNS)[number];

export const ORIGINS = [
  'targeted',
  'direct',
  'waiting_list',
  'proposed',
  'phygital',
  'appointment',
  'api',
] as const;

/** Minutes for which somebody has waited at least. */
export const WAITS = [5, 15, 60, 240, 1440] as const;

/** How often a column may be made longer; further on it begins anew. */
export const MOST_PAGES = 10;

/** What stands in the fields above the board, where each of its columns begins and how long it is: all in the address. */
export interface BoardFields {
  state: string;
  group: string;
  member: string;
  tag: string;
  site: string;
  origin: string;
  language: string;
  waits: string;
  unread: string;
  after: Record<Column, string>;
  pages: Record<Column, number>;
}

/** Whatever the address holds: what cannot be meant is left out. */
export function boardFields(query: Record<string, unknown>, languages: readonly string[]): BoardFields {
  const id = (name: string) => (isId(query[name]) ? query[name] : '');
  const oneOf = (name: string, known: readonly (string | number)[]) =>
    String(known.find((each) => String(each) === query[name]) ?? '');
  const cursor = (name: string) => {
    const [key = '', conversationId] = String(query[name] ?? '').split('.');
    return isId(conversationId) && (isId(key) || /^\d{1,14}$/.test(key)) ? `${key}.${conversationId}` : '';
  };
  const pages = (name: string) =>
    Array.from({ length: MOST_PAGES }, (_, place) => place + 1).find(
      (each) => String(each) === query[name],
    ) ?? 1;
  return {
    state: oneOf('state', COLUMNS),
    group: id('group'),
    member: id('member'),
    tag: id('tag'),
    site: id('site'),
    origin: oneOf('origin', ORIGINS),
    language: oneOf('language', languages),
    waits: oneOf('waits', WAITS),
    unread: query.unread === '1' ? '1' : '',
    after: {
      waiting: cursor('after_waiting'),
      on_desk: cursor('after_on_desk'),
      snoozed: cursor('after_snoozed'),
    },
    pages: {
      waiting: pages('pages_waiting'),
      on_desk: pages('pages_on_desk'),
      snoozed: pages('pages_snoozed'),
    },
  };
}

export function boardUrl({ brand }: Pick<SignedInMember, 'brand'>): string {
  return `/b/${brand.slug}/board`;
}

export function boardAddress(url: string, { after, pages, ...fields }: BoardFields): string {
  const cursors = COLUMNS.map((column) => [`after_${column}`, after[column]]);
  const lengths = COLUMNS.filter((column) => pages[column] > 1).map((column) => [
    `pages_${column}`,
    String(pages[column]),
  ]);
  return withQuery(url, { ...fields, ...Object.fromEntries([...cursors, ...lengths]) });
}

/** The conversations that were chosen, each once. */
export function chosenIds(posted: unknown): string[] {
  const { conversation } = (posted ?? {}) as { conversation?: unknown };
  const ids: unknown[] = Array.isArray(conversation) ? conversation : [conversation];
  return [...new Set(ids.filter(isId))];
}
