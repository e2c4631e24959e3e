import { Injectable } from '@nestjs/common';
import { isId, type MemberActor, type VisitorActor } from '../../kernel/index.js';
import { pageOf, UnitOfWork } from '../../platform/index.js';
import { ConversationAccess } from '../conversation.access.js';
import { ENTRY_COLUMNS, type Entry } from './entry.js';
import type { EntryView } from './entry.view.js';
import { EntryFiles } from './entry-files.js';
import { EntryViews } from './entry-views.js';

const PAGE = 50;
const CATCH_UP = 200;
const LONGEST_WAY = 500;
/** So many before the one that is asked for show what it answers. */
const LEAD = 5;

export interface ThreadPage {
  conversationId: string;
  entries: EntryView[];
  /** The number to ask from for what stands above; null at the beginning. */
  before: number | null;
}

/** By the numbers of the reader's side. */
export interface EntryRange {
  /** Those before this one; without it the newest. */
  before?: number;
  /** Back to this one and a few before it, some hundreds at most; without it a page. */
  from?: number;
}

export interface CatchUp {
  entries: EntryView[];
  /** Whether more follows after the last of these. */
  hasMore: boolean;
}

export interface HistoryPage {
  conversations: { id: string; startedAt: Date; closedAt: Date | null; entries: EntryView[] }[];
  /** Where the next page begins, further back; null when nothing is left. */
  next: string | null;
}

type Reader = MemberActor | VisitorActor;
type HistoryRow = Entry & { startedAt: Date; closedAt: Date | null };

/** What stands in conversations, for pages and for browsers that catch up; each side by its own numbers. */
@Injectable()
export class Threads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly views: EntryViews,
    private readonly files: EntryFiles,
  ) {}

  /** The newest entries, or those before a number. */
  async threadPage(
    actor: Reader,
    conversationId: string,
    { before = MOST, from }: EntryRange = {},
  ): Promise<ThreadPage> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.access.conversation(actor, conversationId);
      const way = from === undefined ? PAGE : bounded(before) - bounded(from) + LEAD;
      const length = Math.min(Math.max(way, PAGE), LONGEST_WAY);
      const rows = await this.unitOfWork.query<Entry>(
        `SELECT ${ENTRY_COLUMNS} FROM entries e
         WHERE e.brand_id = $1 AND e.conversation_id = $2 AND ${visibleTo(actor)} AND ${numberOf(actor)} < $4
         ORDER BY e.seq DESC LIMIT $5`,
        [actor.brandId, conversationId, actor.id, bounded(before), length + 1],
      );
      const page = rows.slice(0, length).reverse();
      const entries = await this.shown(actor, page);
      const [first] = entries;
      return { conversationId, entries, before: first && rows.length > length ? first.seq : null };
    });
  }

  /** What the reader has missed since the entry with this number of their side. */
  async entriesAfter(actor: Reader, conversationId: string, seq: number): Promise<CatchUp> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.access.conversation(actor, conversationId);
      const rows = await this.unitOfWork.query<Entry>(
        `SELECT ${ENTRY_COLUMNS} FROM entries e
         WHERE e.brand_id = $1 AND e.conversation_id = $2 AND ${visibleTo(actor)} AND ${numberOf(actor)} > $4
         ORDER BY e.seq LIMIT ${CATCH_UP + 1}`,
        [actor.brandId, conversationId, actor.id, bounded(seq)],
      );
      return { entries: await this.shown(actor, rows.slice(0, CATCH_UP)), hasMore: rows.length > CATCH_UP };
    });
  }

  /** What a mail to the visitor showed: these entries, as far as it showed them and they are not hidden since. */
  async quoted(actor: VisitorActor, conversationId: string, seqs: readonly number[]): Promise<EntryView[]> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.access.conversation(actor, conversationId);
      const entries = await this.unitOfWork.query<Entry>(
        `SELECT ${ENTRY_COLUMNS} FROM entries e
         WHERE e.brand_id = $1 AND e.conversation_id = $2 AND ${visibleTo(actor)} AND e.kind = 'message'
           AND e.seq = ANY ($4::integer[]) ORDER BY e.seq`,
        [actor.brandId, conversationId, actor.id, seqs.map(bounded)],
      );
      const readers = { side: actor.kind, locale: actor.locale, quoted: true };
      const files = await this.files.of(actor.brandId, entries);
      return entries.map((entry) => this.views.view(entry, readers, files));
    });
  }

  /** All of a visitor's conversations but the one they are in, newest first, a page of entries at a time. */
  async history(
    actor: VisitorActor,
    { except, cursor }: { except?: string | null; cursor?: string | null },
  ): Promise<HistoryPage> {
    const from = readCursor(cursor);
    return this.unitOfWork.run(actor.brandId, async () => {
      const rows = await this.unitOfWork.query<HistoryRow>(
        `SELECT ${ENTRY_COLUMNS}, c.started_at AS "startedAt", c.closed_at AS "closedAt"
         FROM visitor_authors($1, ARRAY[$3::uuid]) own
         JOIN conversations c ON c.brand_id = $1 AND c.visitor_id = ANY (own.ids)
         JOIN entries e ON e.brand_id = $1 AND e.conversation_id = c.id
         WHERE c.brand_id = $1
           AND c.id IS DISTINCT FROM $2 AND ${visibleTo(actor)}
           AND ($4::uuid IS NULL OR (c.started_at, c.id, e.visitor_seq) < (
             (SELECT o.started_at FROM conversations o WHERE o.brand_id = $1 AND o.id = $4 AND o.visitor_id = ANY (own.ids)),
             $4, $5))
         ORDER BY c.started_at DESC, c.id DESC, e.visitor_seq DESC LIMIT ${PAGE + 1}`,
        [actor.brandId, except ?? null, actor.id, from?.conversationId ?? null, from?.seq ?? null],
      );
      const [page, next] = pageOf(rows, PAGE, (last) => `${last.conversationId}.${last.visitorSeq}`);
      const viewOf = await this.viewer(actor, page);
      const conversations = new Map<string, HistoryPage['conversations'][number]>();
      for (const row of page) {
        const { conversationId: id, startedAt, closedAt } = row;
        const known = conversations.get(id);
        if (known) known.entries.unshift(viewOf(row));
        else conversations.set(id, { id, startedAt, closedAt, entries: [viewOf(row)] });
      }
      return { conversations: [...conversations.values()].reverse(), next };
    });
  }

  private async shown(actor: Reader, entries: Entry[]): Promise<EntryView[]> {
    return entries.map(await this.viewer(actor, entries));
  }

  /** How each of these entries is shown. */
  private async viewer(actor: Reader, entries: Entry[]): Promise<(entry: Entry) => EntryView> {
    const readers = { side: actor.kind, locale: actor.locale };
    const files = await this.files.of(actor.brandId, entries);
    return (entry) => this.views.view(entry, readers, files);
  }
}

const MOST = 2_147_483_647;

function bounded(value: number): number {
  return Number.isSafeInteger(value) ? Math.min(Math.max(value, 0), MOST) : 0;
}

function numberOf(actor: Reader): string {
  return actor.kind === 'visitor' ? 'e.visitor_seq' : 'e.seq';
}

/** Members see everything; a visitor what is meant for them and was not hidden since. `$3` is the reader. */
function visibleTo(actor: Reader): string {
  if (actor.kind === 'member') return '$3::uuid IS NOT NULL';
  return `e.visitor_seq IS NOT NULL AND e.at > COALESCE((
    SELECT p.history_hidden_at FROM visitors v JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
    WHERE v.brand_id = $1 AND v.id = $3), '-infinity')`;
}

function readCursor(cursor: string | null | undefined): { conversationId: string; seq: number } | null {
  const [conversationId, seq] = cursor?.split('.') ?? [];
  return isId(conversationId) && /^\d{1,9}$/.test(seq ?? '') ? { conversationId, seq: Number(seq) } : null;
}
