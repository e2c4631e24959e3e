import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ConversationMoved, MessageCreated, NoteCreated } from '../conversations/index.js';
import { systemActor } from '../kernel/index.js';
import { Events, Statements } from '../platform/index.js';
import { Backlog } from './domain/backlog.js';
import { IndexConversations } from './index-conversations.js';

const PERIOD_MS = 50;
/** So many at once, which takes a few milliseconds: who writes a message meanwhile does not notice. */
const BATCH = 3;
/** A conversation in which much is written is taken once in so long. */
const ROUND_MS = 5000;
/** It takes no more than a tenth of a connection's time, so that a flood of messages makes it late, not the messages. */
const REST = 9;
const ASK_EVERY_MS = 1000;
const ASKED_FOR = 100;
const OPEN_EVERY_MS = 10_000;
const OPEN_AT_ONCE = 1000;
const NIL = '00000000-0000-0000-0000-000000000000';

interface Behind {
  brand_id: string;
  conversation_id: string;
}

/**
 * Follows the conversations a moment behind their commits: what this process has heard of, what the database marks as
 * due, and all open ones in turn, so that nothing stays out when a process dies.
 */
@Injectable()
export class SearchSweep implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Search');
  private readonly backlog = new Backlog();
  private roundAt = -Infinity;
  private place: Behind = { brand_id: NIL, conversation_id: NIL };
  private askedAt = -Infinity;
  private lookedAt = -Infinity;
  private restUntil = 0;
  private stopped = false;
  private working: Promise<void> | undefined;

  constructor(
    private readonly events: Events,
    private readonly statements: Statements,
    private readonly indexConversations: IndexConversations,
  ) {}

  onModuleInit(): void {
    const note = ({ brandId, conversationId }: { brandId: string; conversationId: string | null }) => {
      if (conversationId) this.backlog.note(brandId, conversationId);
    };
    this.events.onCommitted(ConversationMoved, note);
    this.events.onCommitted(MessageCreated, note);
    this.events.onCommitted(NoteCreated, note);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    await this.working;
  }

  @Interval(PERIOD_MS)
  byTheClock(): void {
    if (this.stopped || performance.now() < this.restUntil) return;
    this.working ??= this.turn().finally(() => {
      this.working = undefined;
    });
  }

  /** All that is behind. */
  async sweep(): Promise<void> {
    await this.working;
    this.beginRound();
    await this.ask();
    while (!this.backlog.isDone) await this.indexBatch();
    await this.working;
  }

  private async turn(): Promise<void> {
    const began = performance.now();
    try {
      if (began - this.roundAt > ROUND_MS) this.beginRound();
      if (began - this.askedAt > ASK_EVERY_MS) await this.ask();
      await this.indexBatch();
    } catch (error) {
      this.logger.error('the sweep failed', error instanceof Error ? error.stack : String(error));
    }
    const now = performance.now();
    this.restUntil = now + REST * (now - began);
  }

  private beginRound(): void {
    this.roundAt = performance.now();
    this.backlog.beginRound();
  }

  /** What no event has told of. */
  private async ask(): Promise<void> {
    this.askedAt = performance.now();
    await this.indexAll(
      await this.statements.query<Behind>('SELECT brand_id, conversation_id FROM search_backlog($1)', [
        ASKED_FOR,
      ]),
    );
    if (this.askedAt - this.lookedAt < OPEN_EVERY_MS) return;
    this.lookedAt = this.askedAt;
    await this.indexAll(await this.nextOpen());
  }

  private async indexBatch(): Promise<void> {
    const batch = this.backlog.take(BATCH);
    if (batch) await this.index(batch.brandId, batch.conversationIds);
  }

  private async nextOpen(): Promise<Behind[]> {
    const open = await this.statements.query<Behind & { is_behind: boolean }>(
      'SELECT brand_id, conversation_id, is_behind FROM search_open($1, $2, $3)',
      [this.place.brand_id, this.place.conversation_id, OPEN_AT_ONCE],
    );
    const last = open.length === OPEN_AT_ONCE ? open.at(-1) : undefined;
    this.place = last ?? { brand_id: NIL, conversation_id: NIL };
    return open.filter((each) => each.is_behind && !this.backlog.has(each.brand_id, each.conversation_id));
  }

  private async indexAll(behind: Behind[]): Promise<void> {
    const byBrand = new Map<string, string[]>();
    for (const { brand_id, conversation_id } of behind)
      byBrand.set(brand_id, [...(byBrand.get(brand_id) ?? []), conversation_id]);
    for (const [brandId, ids] of byBrand) await this.index(brandId, ids);
  }

  private async index(brandId: string, conversationIds: string[]): Promise<void> {
    await this.indexConversations.run(systemActor(brandId), { conversationIds });
  }
}
