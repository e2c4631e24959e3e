import { newId } from '../kernel/index.js';
import type { Chance } from './chance.js';
import type { DemoBrand, Dialogue } from './demo-brand.js';
import { shopTitle } from './shop/shops.js';
import type { PastMember, Row, Thread } from './thread.js';

const MINUTE = 60_000;

/** What the brand has by now: its ids. */
export interface StorySetting {
  brandId: string;
  siteId: string;
  shopUrl: string;
  ruleId: string;
  groups: readonly StoryGroup[];
  /** By login. */
  members: ReadonlyMap<string, PastMember>;
  documents: readonly string[];
  /** Ids of the tags, by name. */
  tags: ReadonlyMap<string, string>;
  /** External ids of visitors whom the shop knows, by name. */
  customers: ReadonlyMap<string, { id: string; email: string }>;
}

export interface StoryGroup {
  id: string;
  name: string;
  members: readonly PastMember[];
}

/** Rows by table, in the order in which they can be written. */
export type StoryRows = Record<
  | 'visitors'
  | 'consents'
  | 'visits'
  | 'page_views'
  | 'conversations'
  | 'entries'
  | 'mentions'
  | 'conversation_tags'
  | 'contacts'
  | 'read_marks'
  | 'surveys'
  | 'transactions'
  | 'events'
  | 'jobs',
  Row[]
>;

export interface Teller {
  kind: 'visitor' | 'member';
  id: string;
}

/** What the brand's visitors and members did, as the rows that their acts would have left. */
export class Story {
  readonly rows: StoryRows = {
    visitors: [],
    consents: [],
    visits: [],
    page_views: [],
    conversations: [],
    entries: [],
    mentions: [],
    conversation_tags: [],
    contacts: [],
    read_marks: [],
    surveys: [],
    transactions: [],
    events: [],
    jobs: [],
  };
  private readonly known = new Map<string, Row & { id: string }>();

  constructor(
    readonly brand: DemoBrand,
    readonly setting: StorySetting,
    readonly chance: Chance,
  ) {}

  /** Somebody of this name comes to a page of the shop. */
  visit(name: string, page: string, at: Date): { id: string; name: string } {
    const visitor = this.visitor(name, at);
    const id = newId();
    const pages = [...new Set(['/', '/community', page].slice(this.chance.between(0, 2)))];
    const startedAt = new Date(at.getTime() - pages.length * 2 * MINUTE);
    const { brandId, siteId, shopUrl } = this.setting;
    this.rows.visits.push({
      brand_id: brandId,
      id,
      site_id: siteId,
      visitor_id: visitor.id,
      started_at: startedAt,
      last_at: at,
      pages: pages.length,
      custom: {},
    });
    pages.forEach((path, index) =>
      this.rows.page_views.push({
        brand_id: brandId,
        id: newId(),
        visit_id: id,
        url: shopUrl + path,
        title: shopTitle(this.brand.slug, path),
        at: new Date(startedAt.getTime() + index * 2 * MINUTE),
      }),
    );
    return { id: visitor.id, name };
  }

  /** The conversation as it stands in the end; `standing` are the columns that depend on it. */
  conversation(
    thread: Thread,
    { page, locale }: Dialogue,
    visitorId: string,
    standing: Row & { group_id: string },
  ): void {
    const { brandId, siteId, shopUrl, ruleId } = this.setting;
    this.rows.entries.push(...thread.entries);
    this.rows.contacts.push(...thread.contacts);
    this.rows.mentions.push(...thread.mentions);
    this.rows.conversations.push({
      brand_id: brandId,
      id: thread.id,
      site_id: siteId,
      visitor_id: visitorId,
      origin: 'targeted',
      asynchronous: true,
      locale: locale ?? this.brand.locale,
      page_url: shopUrl + page,
      page_title: shopTitle(this.brand.slug, page),
      rule_id: ruleId,
      queued_at: thread.startedAt,
      started_at: thread.startedAt,
      ...standing,
      ...thread.counters(),
    });
    const data = { origin: 'targeted', ruleId, groupId: standing.group_id };
    const actor = { kind: 'visitor', id: visitorId } as const;
    this.event('conversation.started', thread, actor, data, { at: thread.startedAt });
  }

  read(thread: Thread, side: 'visitor' | 'member', readerId: string, seq: number): void {
    const { brandId } = this.setting;
    this.rows.read_marks.push({
      brand_id: brandId,
      conversation_id: thread.id,
      side,
      reader_id: readerId,
      seq,
      at: thread.at,
    });
  }

  tag(thread: Thread, { page }: Dialogue, member: PastMember): void {
    const { brandId } = this.setting;
    for (const { name } of this.brand.tags.filter(({ pages }) => pages.includes(page))) {
      const tagId = this.setting.tags.get(name);
      this.rows.conversation_tags.push({
        brand_id: brandId,
        conversation_id: thread.id,
        tag_id: tagId,
        member_id: member.id,
        at: thread.at,
      });
      this.event('conversation.tagged', thread, { kind: 'member', id: member.id }, { tagId });
    }
  }

  event(
    name: string,
    thread: Thread,
    actor: Teller,
    data: object,
    { at = thread.at, subjectId = thread.id }: { at?: Date; subjectId?: string } = {},
  ): void {
    this.rows.events.push({
      brand_id: this.setting.brandId,
      id: newId(),
      name,
      actor_kind: actor.kind,
      actor_id: actor.id,
      subject_id: subjectId,
      conversation_id: thread.id,
      data,
      pending: false,
      at,
    });
  }

  private visitor(name: string, at: Date): { id: string } {
    const seen = this.known.get(name);
    if (seen) return Object.assign(seen, { last_seen_at: at });
    const customer = this.setting.customers.get(name);
    const visitor = {
      brand_id: this.setting.brandId,
      id: newId(),
      site_id: this.setting.siteId,
      external_id: customer?.id ?? null,
      name,
      email: customer?.email ?? null,
      locale: this.brand.locale,
      device: this.chance.oneOf(['computer', 'phone', 'tablet'], [5, 6, 1]),
      browser: this.chance.oneOf(['Chrome', 'Safari', 'Firefox'], [5, 4, 1]),
      attributes: {},
      email_notifications: true,
      created_at: new Date(at.getTime() - this.chance.between(5, 2000) * MINUTE),
      last_seen_at: at,
    };
    this.known.set(name, visitor);
    this.rows.visitors.push(visitor);
    for (const document_id of this.setting.documents)
      this.rows.consents.push({
        brand_id: this.setting.brandId,
        visitor_id: visitor.id,
        document_id,
        locale: this.brand.locale,
        at,
      });
    return visitor;
  }
}
