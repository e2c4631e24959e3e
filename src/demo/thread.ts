import { isVisibleToVisitor, type LineCode } from '../conversations/index.js';
import { newId } from '../kernel/index.js';
import type { Chance } from './chance.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

export type Row = Record<string, unknown>;

export interface PastMember {
  id: string;
  name: string;
  picture: string | null;
}

type Author = { id: string; name: string | null; picture?: string | null };

/** One conversation while it is told: its entries, its contacts and its clock. */
export class Thread {
  readonly id = newId();
  readonly entries: Row[] = [];
  readonly contacts: Row[] = [];
  readonly mentions: Row[] = [];
  readonly startedAt: Date;
  private readonly last: Row = {};
  private visible = 0;
  private waitedFrom: Date;
  private contact: Row | undefined;

  constructor(
    private readonly brandId: string,
    public at: Date,
    private readonly chance: Chance,
  ) {
    this.startedAt = at;
    this.waitedFrom = at;
  }

  say(side: 'visitor' | 'member', author: Author, body: string): void {
    if (this.entries.length > 0) this.pass(side === 'visitor' ? 25 : 40, side === 'visitor' ? 180 : 240);
    const { seq } = this.add({ kind: 'message', side, body, isVisible: true }, author);
    Object.assign(this.last, {
      last_message_seq: seq,
      last_message_at: this.at,
      last_message_side: side,
      [`last_${side}_message_at`]: this.at,
    });
  }

  /** What only members see, with whom of them it calls upon. */
  note(author: PastMember, body: string, mentioned: readonly PastMember[]): void {
    this.pass(30, 120);
    const params =
      mentioned.length > 0 ? { mentions: mentioned.map(({ id, name }) => ({ id, name })) } : null;
    const { seq } = this.add({ kind: 'note', side: 'member', body, params, isVisible: false }, author);
    for (const { id } of mentioned)
      this.mentions.push({
        brand_id: this.brandId,
        conversation_id: this.id,
        seq,
        member_id: id,
        at: this.at,
      });
  }

  /** The member has it on the desk, after a wait. */
  land(member: PastMember): void {
    if (this.contact) return;
    this.pass(15, 900);
    // To the visitor, who held it last has never left.
    const isVisible = this.contacts.at(-1)?.member_id !== member.id;
    this.contact = {
      brand_id: this.brandId,
      id: newId(),
      conversation_id: this.id,
      member_id: member.id,
      waited_from: this.waitedFrom,
      started_at: this.at,
    };
    this.contacts.push(this.contact);
    this.line('landed', { by: member, isVisible });
  }

  /** Set aside for some hours, and back. */
  setAside(member: PastMember): void {
    this.end('snoozed');
    const told = this.line('snoozed', { by: member });
    this.pass(3 * 3600, 5 * 3600);
    told.params = { until: this.at.toISOString() };
    this.waitedFrom = this.at;
    this.line('returned');
  }

  /** The desk's time with it is over. */
  end(how: 'snoozed' | 'transferred' | 'closed'): void {
    if (this.contact) Object.assign(this.contact, { ended_at: this.at, ended_how: how });
    this.contact = undefined;
  }

  line(
    code: LineCode,
    {
      by,
      params = {},
      isVisible = isVisibleToVisitor(code),
    }: { by?: PastMember; params?: Row; isVisible?: boolean } = {},
  ): Row {
    return this.add(
      { kind: 'line', side: 'system', code, params, isVisible },
      by ?? { id: NOBODY, name: null },
    );
  }

  /** Some seconds go by. */
  pass(least: number, most: number): void {
    this.at = new Date(this.at.getTime() + this.chance.between(least, most) * 1000);
  }

  counters(): Row {
    return { last_seq: this.entries.length, last_visitor_seq: this.visible, ...this.last };
  }

  private add({ isVisible, ...entry }: Row & { isVisible: boolean }, author: Author): Row & { seq: number } {
    const added = {
      brand_id: this.brandId,
      conversation_id: this.id,
      seq: this.entries.length + 1,
      visitor_seq: isVisible ? ++this.visible : null,
      client_id: newId(),
      author_id: author.id,
      author_name: author.name,
      author_picture: author.picture ?? null,
      at: this.at,
      ...entry,
    };
    this.entries.push(added);
    return added;
  }
}
