import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { ConversationsLive } from './conversations.live.js';
import { isVisibleToVisitor, type LineCode } from '../domain/information-line.js';
import { ENTRY_COLUMNS, type Entry } from './entry.js';

/**
 * An information line: what happened, as a code. Whose act it was shows by name: a member by their id, others by `by`.
 * A parameter named `until` is a moment.
 */
export interface LineDraft {
  code: LineCode;
  params?: Record<string, string | number>;
  by?: Face;
  byMember?: string | null;
}

interface Face {
  id: string;
  name: string | null;
  picture?: string | null;
}

/** A message that the brand sends by itself, such as the automatic answer. */
export interface AutomaticMessageDraft {
  clientId: string;
  body: string;
  by: { id: string; name: string | null };
}

interface Draft extends Omit<Entry, 'conversationId' | 'seq' | 'visitorSeq' | 'fileIds' | 'at'> {
  fileIds: readonly string[] | null;
  isVisible: boolean;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Adds entries to conversations within a unit of work; they are pushed once it is committed. */
@Injectable()
export class EntryWriter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly live: ConversationsLive,
    private readonly clock: Clock,
  ) {}

  /** Locks the conversation until the end of the unit of work. */
  async line(conversationId: string, { code, params, by, byMember }: LineDraft): Promise<Entry> {
    by ??= byMember ? await this.member(byMember) : undefined;
    return this.add(conversationId, {
      kind: 'line',
      side: 'system',
      authorId: by?.id ?? NOBODY,
      authorName: by?.name ?? null,
      authorPicture: by?.picture ?? null,
      clientId: newId(),
      body: null,
      code,
      params: params ?? {},
      fileIds: null,
      isVisible: isVisibleToVisitor(code),
    });
  }

  /** What members see and the visitor does not. */
  async note(conversationId: string, { memberId, body }: { memberId: string; body: string }): Promise<Entry> {
    const author = await this.member(memberId);
    return this.add(conversationId, {
      kind: 'note',
      side: 'member',
      authorId: memberId,
      authorName: author?.name ?? null,
      authorPicture: author?.picture ?? null,
      clientId: newId(),
      body,
      code: null,
      params: null,
      fileIds: null,
      isVisible: false,
    });
  }

  /** For whom the conversation waits, and until when. */
  async assigned(
    conversationId: string,
    { memberId, until }: { memberId: string; until: Date | null },
  ): Promise<Entry> {
    return this.line(
      conversationId,
      until
        ? { code: 'assigned_until', params: { until: until.toISOString() }, byMember: memberId }
        : { code: 'assigned', byMember: memberId },
    );
  }

  /**
   * Locks the conversation; the same client id of the same author again throws, so the caller is the one who knows.
   * Lists go on showing what a person said last.
   */
  async automaticMessage(
    conversationId: string,
    { clientId, body, by }: AutomaticMessageDraft,
  ): Promise<Entry> {
    return this.add(conversationId, {
      kind: 'message',
      side: 'bot',
      authorId: by.id,
      authorName: by.name,
      authorPicture: null,
      clientId,
      body,
      fileIds: null,
      code: null,
      params: null,
      isVisible: true,
    });
  }

  /** The message that a conversation starts with. */
  async message(
    conversationId: string,
    message: Pick<
      Draft,
      'side' | 'authorId' | 'authorName' | 'authorPicture' | 'clientId' | 'body' | 'fileIds'
    >,
  ): Promise<Entry> {
    const entry = await this.add(conversationId, {
      ...message,
      kind: 'message',
      code: null,
      params: null,
      isVisible: true,
    });
    await this.unitOfWork.execute(
      `UPDATE conversations SET last_message_seq = $3, last_message_at = $4, last_message_side = $5,
         last_visitor_message_at = CASE WHEN $5 = 'visitor' THEN $4 ELSE last_visitor_message_at END,
         last_member_message_at = CASE WHEN $5 = 'member' THEN $4 ELSE last_member_message_at END
       WHERE brand_id = $1 AND id = $2`,
      [this.unitOfWork.brandId, conversationId, entry.seq, entry.at, entry.side],
    );
    return entry;
  }

  private async member(id: string): Promise<Face | undefined> {
    const [member] = await this.unitOfWork.query<Face>(
      'SELECT id, name, picture FROM members WHERE brand_id = $1 AND id = $2',
      [this.unitOfWork.brandId, id],
    );
    return member;
  }

  private async add(conversationId: string, draft: Draft): Promise<Entry> {
    const brandId = this.unitOfWork.brandId;
    const [entry] = await this.unitOfWork.query<Entry>(
      `WITH numbered AS (
         UPDATE conversations SET last_seq = last_seq + 1, last_visitor_seq = last_visitor_seq + $13::integer
         WHERE brand_id = $1 AND id = $2 RETURNING last_seq, last_visitor_seq
       )
       INSERT INTO entries AS e (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, author_name,
         author_picture, client_id, body, code, params, file_ids, at)
       SELECT $1, $2, last_seq, CASE WHEN $13 = 1 THEN last_visitor_seq END, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $14
       FROM numbered
       RETURNING ${ENTRY_COLUMNS}`,
      [
        brandId,
        conversationId,
        draft.kind,
        draft.side,
        draft.authorId,
        draft.authorName,
        draft.authorPicture,
        draft.clientId,
        draft.body,
        draft.code,
        draft.params && JSON.stringify(draft.params),
        draft.fileIds,
        draft.isVisible ? 1 : 0,
        this.clock.now(),
      ],
    );
    if (!entry) throw new Error('There is no such conversation.');
    this.unitOfWork.afterCommit(() => this.live.entry(brandId, entry));
    return entry;
  }
}
