import { DateTime } from 'luxon';
import { newId } from '../kernel/index.js';
import { Chance } from './chance.js';
import type { DemoBrand, Dialogue } from './demo-brand.js';
import { PastThread, type PastMember, type Row } from './past-thread.js';

const DAYS = 30;
const A_DAY = 3;
const MINUTE = 60_000;
/** What is told ends before now, also when it was set aside and something was bought afterwards. */
const LONGEST = 10 * 60 * MINUTE;
/** How often people write in each hour from eight to twenty-one. */
const HOURS = [2, 4, 6, 7, 6, 5, 6, 6, 6, 7, 8, 8, 7, 4];

/** What the brand has by now: its ids. */
export interface PastSetting {
  brandId: string;
  siteId: string;
  shopUrl: string;
  ruleId: string;
  groups: readonly { id: string; members: readonly PastMember[] }[];
  documents: readonly string[];
  /** Ids of the tags, by name. */
  tags: ReadonlyMap<string, string>;
  /** External ids of visitors whom the shop knows, by name. */
  customers: ReadonlyMap<string, { id: string; email: string }>;
}

/** Rows by table, in the order in which they can be written. */
export type Past = Record<
  | 'visitors'
  | 'consents'
  | 'visits'
  | 'page_views'
  | 'conversations'
  | 'entries'
  | 'conversation_tags'
  | 'contacts'
  | 'read_marks'
  | 'transactions'
  | 'events',
  Row[]
>;

/** Thirty days of conversations up to half a day ago, all of them closed, with what was bought after them. */
export function tellPast(brand: DemoBrand, setting: PastSetting, now: Date): Past {
  const past = new Teller(brand, setting, new Chance(brand.slug.length * 7919), now.getTime() - LONGEST);
  for (let day = DAYS; day >= 1; day--)
    past.tellDay(DateTime.fromJSDate(now, { zone: brand.timeZone }).minus({ days: day }));
  return past.rows;
}

class Teller {
  readonly rows: Past = {
    visitors: [],
    consents: [],
    visits: [],
    page_views: [],
    conversations: [],
    entries: [],
    conversation_tags: [],
    contacts: [],
    read_marks: [],
    transactions: [],
    events: [],
  };
  private readonly known = new Map<string, { id: string; seenAt: Date }>();
  private told = 0;

  constructor(
    private readonly brand: DemoBrand,
    private readonly setting: PastSetting,
    private readonly chance: Chance,
    private readonly until: number,
  ) {}

  tellDay(day: DateTime): void {
    const isWeekend = day.weekday > 5;
    const many = this.chance.between(isWeekend ? 1 : 2, isWeekend ? A_DAY - 1 : A_DAY + 1);
    for (let count = 0; count < many; count++) {
      const hour = 8 + this.chance.oneOf([...HOURS.keys()], HOURS);
      const at = day.set({ hour, minute: this.chance.between(0, 59), second: this.chance.between(0, 59) });
      const dialogue = this.brand.dialogues[(this.told * 5 + day.day) % this.brand.dialogues.length];
      this.told++;
      if (at.toMillis() < this.until) this.tell(dialogue, at.toJSDate());
    }
  }

  private tell(dialogue: Dialogue, startedAt: Date): void {
    const { brandId, siteId, groups, ruleId } = this.setting;
    const group = this.chance.oneOf(groups, [3, 1]);
    const member = this.chance.oneOf(group.members);
    const name = this.chance.oneOf(this.brand.visitors);
    const visitorId = this.visitor(name, startedAt);
    this.visit(visitorId, dialogue, startedAt);
    const thread = new PastThread(brandId, startedAt, this.chance);
    this.speak(thread, dialogue, { id: visitorId, name }, member);
    thread.line('closed', true);
    this.rows.entries.push(...thread.entries);
    this.rows.contacts.push(...thread.contacts.map((contact) => ({ ...contact, member_id: member.id })));
    this.rows.conversations.push({
      brand_id: brandId,
      id: thread.id,
      site_id: siteId,
      visitor_id: visitorId,
      origin: 'targeted',
      state: 'closed',
      asynchronous: true,
      locale: dialogue.locale ?? this.brand.locale,
      page_url: this.setting.shopUrl + dialogue.page,
      page_title: this.brand.name,
      rule_id: ruleId,
      group_id: group.id,
      queued_at: startedAt,
      started_at: startedAt,
      closed_at: thread.at,
      closed_by: member.id,
      close_reason: 'done',
      ...thread.counters(),
    });
    for (const [side, readerId] of [
      ['visitor', visitorId],
      ['member', member.id],
    ])
      this.rows.read_marks.push({
        brand_id: brandId,
        conversation_id: thread.id,
        side,
        reader_id: readerId,
        seq: thread.entries.length,
        at: thread.at,
      });
    this.event(
      'conversation.started',
      thread.id,
      startedAt,
      { kind: 'visitor', id: visitorId },
      {
        origin: 'targeted',
        ruleId,
        groupId: group.id,
      },
    );
    this.event(
      'conversation.closed',
      thread.id,
      thread.at,
      { kind: 'member', id: member.id },
      {
        reason: 'done',
        from: 'on_desk',
        memberId: member.id,
        queueId: null,
      },
    );
    this.tag(thread, dialogue, member);
    if (dialogue.sale) this.buy(visitorId, dialogue.sale, thread.at);
  }

  private tag({ id, at }: PastThread, { page }: Dialogue, member: PastMember): void {
    for (const { name } of this.brand.tags.filter(({ pages }) => pages.includes(page))) {
      const tagId = this.setting.tags.get(name);
      this.rows.conversation_tags.push({
        brand_id: this.setting.brandId,
        conversation_id: id,
        tag_id: tagId,
        member_id: member.id,
        at,
      });
      this.event('conversation.tagged', id, at, { kind: 'member', id: member.id }, { tagId });
    }
  }

  private speak(
    thread: PastThread,
    { said }: Dialogue,
    visitor: { id: string; name: string },
    member: PastMember,
  ): void {
    const product = this.chance.oneOf(this.brand.products);
    for (const line of said) {
      const body = line.slice(2).replace('{product}', product).replace('{member}', member.name);
      if (line === '~') thread.setAside(member);
      else if (line.startsWith('>')) thread.say('visitor', visitor, body);
      else {
        thread.land(member);
        thread.say('member', member, body);
      }
    }
    thread.land(member);
  }

  private visitor(name: string, at: Date): string {
    const seen = this.known.get(name);
    if (seen) return seen.id;
    const id = newId();
    const customer = this.setting.customers.get(name);
    const createdAt = new Date(at.getTime() - this.chance.between(5, 2000) * MINUTE);
    this.known.set(name, { id, seenAt: at });
    this.rows.visitors.push({
      brand_id: this.setting.brandId,
      id,
      site_id: this.setting.siteId,
      external_id: customer?.id ?? null,
      name,
      email: customer?.email ?? null,
      locale: this.brand.locale,
      device: this.chance.oneOf(['computer', 'phone', 'tablet'], [5, 6, 1]),
      browser: this.chance.oneOf(['Chrome', 'Safari', 'Firefox'], [5, 4, 1]),
      attributes: {},
      email_notifications: true,
      created_at: createdAt,
      last_seen_at: at,
    });
    for (const document_id of this.setting.documents)
      this.rows.consents.push({
        brand_id: this.setting.brandId,
        visitor_id: id,
        document_id,
        locale: this.brand.locale,
        at,
      });
    return id;
  }

  private visit(visitorId: string, { page }: Dialogue, at: Date): void {
    const id = newId();
    const pages = [...new Set(['/', '/community', page].slice(this.chance.between(0, 2)))];
    const startedAt = new Date(at.getTime() - pages.length * 2 * MINUTE);
    const { brandId, siteId, shopUrl } = this.setting;
    this.rows.visits.push({
      brand_id: brandId,
      id,
      site_id: siteId,
      visitor_id: visitorId,
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
        title: this.brand.name,
        at: new Date(startedAt.getTime() + index * 2 * MINUTE),
      }),
    );
  }

  private buy(visitorId: string, amount: number, after: Date): void {
    this.rows.transactions.push({
      brand_id: this.setting.brandId,
      id: newId(),
      site_id: this.setting.siteId,
      visitor_id: visitorId,
      external_id: `${this.brand.slug}-${this.chance.between(1e7, 1e8 - 1)}`,
      amount,
      currency: this.brand.currency,
      at: new Date(after.getTime() + this.chance.between(4, 180) * MINUTE),
    });
  }

  private event(
    name: string,
    conversationId: string,
    at: Date,
    actor: { kind: string; id: string },
    data: object,
  ): void {
    this.rows.events.push({
      brand_id: this.setting.brandId,
      id: newId(),
      name,
      actor_kind: actor.kind,
      actor_id: actor.id,
      subject_id: conversationId,
      conversation_id: conversationId,
      data,
      pending: false,
      at,
    });
  }
}
