import { newId } from '../kernel/index.js';
import type { Chance } from './chance.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

export type Row = Record<string, unknown>;

export interface PastMember {
  id: string;
  name: string;
  picture: string | null;
}

/** One conversation while it is told: its entries, its contacts and its clock. */
export class PastThread {
  readonly id = newId();
  readonly entries: Row[] = [];
  readonly contacts: Row[] = [];
  private readonly last: Row = {};
  private visible = 0;
  private waitedFrom: Date;
  private contact: Row | undefined;

  constructor(
    private readonly brandId: string,
    public at: Date,
    private readonly chance: Chance,
  ) {
    this.waitedFrom = at;
  }

  say(
    side: 'visitor' | 'member',
    author: { id: string; name: string; picture?: string | null },
    body: string,
  ): void {
    if (this.entries.length > 0) this.pass(side === 'visitor' ? 25 : 40, side === 'visitor' ? 180 : 240);
    const seq = this.add({
      kind: 'message',
      side,
      author_id: author.id,
      author_name: author.name,
      author_picture: author.picture ?? null,
      body,
      isVisible: true,
    });
    Object.assign(this.last, {
      last_message_seq: seq,
      last_message_at: this.at,
      last_message_side: side,
      [`last_${side}_message_at`]: this.at,
    });
  }

  /** The member has it on the desk, after a wait. */
  land(member: PastMember): void {
    if (this.contact) return;
    this.pass(15, 900);
    this.contact = {
      brand_id: this.brandId,
      id: newId(),
      conversation_id: this.id,
      waited_from: this.waitedFrom,
      started_at: this.at,
    };
    this.line('landed', true, member);
  }

  setAside(member: PastMember): void {
    this.end('snoozed');
    this.line('snoozed', false, member);
    const told = this.entries[this.entries.length - 1];
    this.pass(3 * 3600, 5 * 3600);
    told.params = { until: this.at.toISOString() };
    this.waitedFrom = this.at;
    this.line('returned', false);
  }

  line(code: 'landed' | 'snoozed' | 'returned' | 'closed', isVisible: boolean, by?: PastMember): void {
    if (code === 'closed') {
      this.pass(30, 300);
      this.end('closed');
    }
    this.add({
      kind: 'line',
      side: 'system',
      author_id: by?.id ?? NOBODY,
      author_name: by?.name ?? null,
      author_picture: by?.picture ?? null,
      code,
      params: {},
      isVisible,
    });
  }

  counters(): Row {
    return { last_seq: this.entries.length, last_visitor_seq: this.visible, ...this.last };
  }

  private end(how: 'snoozed' | 'closed'): void {
    if (this.contact) this.contacts.push({ ...this.contact, ended_at: this.at, ended_how: how });
    this.contact = undefined;
  }

  private pass(least: number, most: number): void {
    this.at = new Date(this.at.getTime() + this.chance.between(least, most) * 1000);
  }

  private add({ isVisible, ...entry }: Row & { isVisible: boolean }): number {
    const seq = this.entries.length + 1;
    this.entries.push({
      brand_id: this.brandId,
      conversation_id: this.id,
      seq,
      visitor_seq: isVisible ? ++this.visible : null,
      client_id: newId(),
      at: this.at,
      ...entry,
    });
    return seq;
  }
}
