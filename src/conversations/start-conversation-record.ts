import { Injectable } from '@nestjs/common';
import { Clock, isId, newId, Refusal, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { Authors } from './authors.js';
import { Contact } from './contact.entity.js';
import { Conversation, type ConversationOrigin } from './conversation.entity.js';
import { ConversationMoved, ConversationStarted, MessageCreated } from './conversations.events.js';
import { problemOf } from './domain/message-text.js';
import { ENTRY_COLUMNS, type Entry } from './entries/entry.js';
import { EntryWriter } from './entries/entry-writer.js';

export interface FirstMessage {
  side: 'visitor' | 'member';
  authorId: string;
  clientId: string;
  body: string;
  fileIds?: readonly string[];
}

/** Where distribution put a new conversation: on a desk, or waiting in a queue or for a member. */
export interface StartConversationInput {
  siteId: string;
  visitorId: string;
  origin: ConversationOrigin;
  asynchronous: boolean;
  locale: string;
  page?: { url: string; title: string };
  ruleId?: string | null;
  groupId?: string | null;
  queueId?: string | null;
  queueNo?: number | string | null;
  /** The member on whose desk it lands at once. */
  memberId?: string | null;
  /** The member for whom it waits, until when; without an end it does not expire. */
  assignedTo?: string | null;
  assignedUntil?: Date | null;
  /** Marks the network that the visitor began from. */
  startedFrom?: string | null;
  /** A bot holds it first. */
  bot?: true;
  message?: FirstMessage;
}

export interface StartedConversation {
  conversationId: string;
  entry: Entry | null;
  /** The contact that began, where it landed on a desk. */
  contactId: string | null;
}

/** Writes a new conversation with its first message, contact and event; within the unit of work of whoever decided where it goes. */
@Injectable()
export class StartConversationRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authors: Authors,
    private readonly entries: EntryWriter,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * The first message that this person sent with this client id before, wherever it went; null when it is new.
   * Asked under the lock of whoever starts, it makes a repeated start give the first result.
   */
  async repeated(actor: Actor, message: FirstMessage): Promise<Entry | null> {
    check(message);
    const [entry] = await this.unitOfWork.query<Entry>(
      `SELECT ${ENTRY_COLUMNS} FROM entries e
       WHERE e.brand_id = $1 AND e.client_id = $3 AND e.author_id = ANY (
         COALESCE((SELECT ids FROM visitor_authors($1, ARRAY[$2::uuid])), ARRAY[$2::uuid]))
       LIMIT 1`,
      [actor.brandId, message.authorId, message.clientId],
    );
    if (!entry) return null;
    const isSame = entry.body === message.body && sameFiles(entry.fileIds ?? [], message.fileIds ?? []);
    if (!isSame) throw new Refusal('conflict', 'message_differs');
    return entry;
  }

  /** Refuses who may not write: a visitor who is blocked, whoever has not accepted the brand's terms. */
  async checkAuthor(actor: Actor): Promise<void> {
    await this.authors.check(actor);
  }

  async run(actor: Actor, input: StartConversationInput): Promise<StartedConversation> {
    if (input.message) check(input.message);
    const { brandId } = actor;
    const now = this.clock.now();
    const conversationId = newId();
    const state = input.bot ? 'bot' : input.memberId ? 'on_desk' : 'waiting';
    await this.unitOfWork.manager.insert(Conversation, {
      brandId,
      id: conversationId,
      siteId: input.siteId,
      visitorId: input.visitorId,
      origin: input.origin,
      state,
      asynchronous: input.asynchronous,
      locale: input.locale,
      pageUrl: input.page?.url ?? null,
      pageTitle: input.page?.title ?? null,
      ruleId: input.ruleId ?? null,
      groupId: input.groupId ?? null,
      queueId: input.queueId ?? null,
      queueNo: input.queueNo?.toString() ?? null,
      queuedAt: input.bot ? null : now,
      memberId: input.memberId ?? null,
      assignedTo: input.assignedTo ?? null,
      assignedUntil: input.assignedUntil ?? null,
      startedAt: now,
      startedFrom: input.startedFrom ?? null,
      lastSeq: 0,
      lastVisitorSeq: 0,
      lastMessageSeq: 0,
    });
    await this.events.record(actor, ConversationStarted, {
      subjectId: conversationId,
      conversationId,
      data: { origin: input.origin, ruleId: input.ruleId ?? null, groupId: input.groupId ?? null },
    });
    await this.events.record(actor, ConversationMoved, {
      subjectId: conversationId,
      conversationId,
      data: {
        from: null,
        to: state,
        memberBefore: null,
        memberAfter: input.memberId ?? input.assignedTo ?? null,
        why: 'started',
      },
    });
    const entry = input.message ? await this.write(actor, conversationId, input.message) : null;
    const contactId = input.memberId ? await this.land(brandId, conversationId, input.memberId, now) : null;
    return { conversationId, entry, contactId };
  }

  private async write(actor: Actor, conversationId: string, message: FirstMessage): Promise<Entry> {
    const author = await this.author(actor.brandId, message);
    const fileIds = message.fileIds?.length ? [...new Set(message.fileIds)] : null;
    if (fileIds) await this.attach(actor.brandId, conversationId, message.authorId, fileIds);
    const entry = await this.entries.message(conversationId, { ...message, ...author, fileIds });
    await this.events.record(actor, MessageCreated, {
      subjectId: conversationId,
      conversationId,
      data: { seq: entry.seq, side: message.side },
    });
    return entry;
  }

  private async author(
    brandId: string,
    { side, authorId }: FirstMessage,
  ): Promise<{ authorName: string | null; authorPicture: string | null }> {
    const [author] = await this.unitOfWork.query<{ authorName: string | null; authorPicture: string | null }>(
      side === 'visitor'
        ? 'SELECT name AS "authorName", NULL AS "authorPicture" FROM visitor_authors($1, ARRAY[$2::uuid])'
        : 'SELECT name AS "authorName", picture AS "authorPicture" FROM members WHERE brand_id = $1 AND id = $2',
      [brandId, authorId],
    );
    return author ?? { authorName: null, authorPicture: null };
  }

  private async attach(
    brandId: string,
    conversationId: string,
    authorId: string,
    fileIds: string[],
  ): Promise<void> {
    const attached = await this.unitOfWork.execute(
      `UPDATE files SET conversation_id = $2
       WHERE brand_id = $1 AND id = ANY ($4) AND uploaded_by = $3 AND conversation_id IS NULL`,
      [brandId, conversationId, authorId, fileIds],
    );
    if (attached !== fileIds.length) throw new Refusal('invalid', 'file_not_found');
  }

  private async land(brandId: string, conversationId: string, memberId: string, now: Date): Promise<string> {
    const id = newId();
    await this.unitOfWork.manager.insert(Contact, {
      brandId,
      id,
      conversationId,
      memberId,
      waitedFrom: now,
      startedAt: now,
    });
    return id;
  }
}

function check({ clientId, body, fileIds = [] }: FirstMessage): void {
  if (!isId(clientId)) throw new Refusal('invalid', 'client_id_invalid');
  if (!fileIds.every(isId)) throw new Refusal('invalid', 'file_not_found');
  const problem = problemOf({ body, fileIds });
  if (problem) throw new Refusal('invalid', problem);
}

function sameFiles(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, at) => id === right[at]);
}
