import { Injectable } from '@nestjs/common';
import {
  forbidden,
  isId,
  notFound,
  Refusal,
  type MemberActor,
  type VisitorActor,
} from '../../kernel/index.js';
import { Events } from '../../platform/index.js';
import { ConversationReplied, MessageCreated, NoteCreated, NoteMentioned } from '../conversations.events.js';
import { ConversationsLive } from './conversations.live.js';
import { problemOf } from '../domain/message-text.js';
import type { Entry, MessageParams, MessageVia, NoteMention } from './entry.js';
import { MessageBatch, type MessageToPost, type PostAnswer, type PostResult } from './message-batch.js';

export interface PostMessageInput {
  conversationId: string;
  /** Made by the client once a message; sent again, it gives the first result. */
  clientId: string;
  body: string;
  fileIds?: readonly string[];
  /** The socket that it came by, which shows it already and is told by its acknowledgement. */
  socketId?: string;
  /** Where it did not come by a messenger or a desk. */
  via?: MessageVia;
  /** The mail that it came by, where something of it was left out. */
  mail?: string;
  /** Where in the body begins what is shown on demand alone. */
  fold?: number;
  /** Of its files those that are shown on demand alone. */
  foldedFileIds?: readonly string[];
  /** Whether it says that it answers for somebody who is away: it brings no snoozed conversation back. */
  isAutomatic?: boolean;
}

type NoteInput = PostMessageInput & { mentions?: readonly NoteMention[] };

export interface PostedMessage {
  state: 'posted' | 'repeated';
  seq: number;
  visitorSeq: number | null;
  entry: Entry;
}

/** Writes a message into an open conversation, and tells everybody who reads it. */
@Injectable()
export class PostMessage {
  constructor(
    private readonly batch: MessageBatch,
    private readonly live: ConversationsLive,
    private readonly events: Events,
  ) {}

  async run(actor: MemberActor | VisitorActor, input: PostMessageInput): Promise<PostedMessage> {
    return this.write(actor, input, 'message');
  }

  /** A private note; whom it mentions is checked before. */
  async note(actor: MemberActor, input: NoteInput): Promise<PostedMessage> {
    return this.write(actor, input, 'note');
  }

  private async write(
    actor: MemberActor | VisitorActor,
    input: NoteInput,
    kind: 'message' | 'note',
  ): Promise<PostedMessage> {
    const message = checked(actor, input, kind);
    const answer = await this.batch.post(message);
    if (answer.result !== 'posted' && answer.result !== 'repeated') throw REFUSALS[answer.result]();
    const entry = entryOf(message, answer);
    if (answer.result === 'posted') this.tell(message, answer, entry, input.socketId);
    return { state: answer.result, seq: entry.seq, visitorSeq: entry.visitorSeq, entry };
  }

  private tell(message: MessageToPost, answer: PostAnswer, entry: Entry, socketId?: string): void {
    this.live.entry(message.brandId, entry, socketId);
    const event = {
      id: answer.eventId,
      brandId: message.brandId,
      actorKind: message.side,
      actorId: message.authorId,
      subjectId: message.conversationId,
      conversationId: message.conversationId,
      at: answer.at,
    };
    const { name } = message.kind === 'note' ? NoteCreated : MessageCreated;
    this.events.committed({ ...event, name, data: { seq: entry.seq, side: message.side } });
    const beside = { ...event, id: answer.followUpEventId };
    if (answer.is_reply) this.events.committed({ ...beside, name: ConversationReplied.name, data: {} });
    const mentions = message.params?.mentions;
    if (!mentions) return;
    const data = { seq: entry.seq, memberIds: mentions.map(({ id }) => id) };
    this.events.committed({ ...beside, name: NoteMentioned.name, data });
  }
}

const REFUSALS: Record<Exclude<PostResult, 'posted' | 'repeated'>, () => Refusal> = {
  differs: () => new Refusal('conflict', 'message_differs'),
  closed: () => new Refusal('conflict', 'conversation_closed'),
  no_consent: () => new Refusal('forbidden', 'consent_missing'),
  // Nothing tells a blocked visitor apart from one whose message did not go through.
  blocked: () => new Refusal('unavailable', 'unavailable'),
  visitor_blocked: () => new Refusal('conflict', 'visitor_blocked'),
  suspended: () => new Refusal('forbidden', 'brand_suspended'),
  no_file: () => new Refusal('invalid', 'file_not_found'),
  forbidden,
  not_found: notFound,
};

function checked(
  actor: MemberActor | VisitorActor,
  { conversationId, clientId, body, fileIds = [], ...input }: NoteInput,
  kind: 'message' | 'note',
): MessageToPost {
  if (!isId(conversationId)) throw notFound();
  if (!isId(clientId)) throw new Refusal('invalid', 'client_id_invalid');
  if (!fileIds.every(isId)) throw new Refusal('invalid', 'file_not_found');
  const problem = problemOf({ body, fileIds });
  if (problem) throw new Refusal('invalid', problem);
  return {
    brandId: actor.brandId,
    conversationId,
    kind,
    side: actor.kind,
    authorId: actor.id,
    clientId,
    body,
    fileIds: fileIds.length > 0 ? [...new Set(fileIds)] : null,
    params: paramsOf(input),
  };
}

function paramsOf({
  mentions = [],
  via,
  mail,
  fold,
  foldedFileIds = [],
  isAutomatic,
}: Omit<NoteInput, 'conversationId' | 'clientId' | 'body' | 'fileIds'>): MessageParams | null {
  if (mentions.length > 0) return { mentions };
  if (!via) return null;
  return {
    via,
    mail,
    fold,
    ...(foldedFileIds.length > 0 && { foldedFileIds }),
    ...(isAutomatic && { automatic: true }),
  };
}

function entryOf(message: MessageToPost, answer: PostAnswer): Entry {
  return {
    conversationId: message.conversationId,
    seq: answer.seq,
    visitorSeq: answer.visitor_seq,
    kind: message.kind,
    side: message.side,
    authorId: message.authorId,
    authorName: answer.author_name,
    authorPicture: answer.author_picture,
    clientId: message.clientId,
    body: message.body,
    code: null,
    params: message.params && { ...message.params },
    fileIds: message.fileIds && [...message.fileIds],
    at: answer.at,
  };
}
