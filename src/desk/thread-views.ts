import { may } from '../kernel/index.js';
import { Injectable } from '@nestjs/common';
import {
  ConversationAccess,
  mayHandle,
  mayResume,
  Threads,
  type DraftEntryView,
  type EntryRange,
  type ThreadPage,
} from '../conversations/index.js';
import type { SignedInMember } from '../members/index.js';
import { UnitOfWork } from '../platform/index.js';
import { mayTag } from '../tags/index.js';
import { deskUrl } from './desk-url.js';
import type { AroundThreadView, ThreadEntriesView, ThreadView } from './desk.view.js';
import { OpenConversationQueries, type OpenConversation } from './open-conversation.queries.js';
import { ownAvatar } from './rail.js';
import { TermsViews } from './terms-views.js';
import { VisitorPanelViews } from './visitor-panel-views.js';

/** Puts together what the desk shows of one conversation; each refuses what the member may not read. */
@Injectable()
export class ThreadViews {
  constructor(
    private readonly access: ConversationAccess,
    private readonly threads: Threads,
    private readonly conversations: OpenConversationQueries,
    private readonly panels: VisitorPanelViews,
    private readonly terms: TermsViews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** All of it. */
  async thread(me: SignedInMember, conversationId: string): Promise<ThreadView> {
    return this.unitOfWork.run(me.brand.id, async () => {
      const page = await this.threads.threadPage(me.actor, conversationId);
      const conversation = await this.conversations.conversation(me.actor, conversationId);
      const { lastSeq, seenSeq } = conversation;
      const news = page.entries.find((entry) => isNews(entry, conversation));
      return {
        ...(await this.surroundings(me, conversation)),
        lastSeq,
        seenSeq,
        ...entriesView(me, page),
        unreadFrom: news?.seq ?? null,
      };
    });
  }

  /** What stands around the entries. */
  async around(me: SignedInMember, conversationId: string): Promise<AroundThreadView> {
    return this.unitOfWork.run(me.brand.id, async () => {
      await this.access.conversation(me.actor, conversationId);
      return this.surroundings(me, await this.conversations.conversation(me.actor, conversationId));
    });
  }

  /** A page of what stands before an entry, or as much as leads back to another one. */
  async entriesBefore(
    me: SignedInMember,
    conversationId: string,
    range: EntryRange,
  ): Promise<ThreadEntriesView> {
    return entriesView(me, await this.threads.threadPage(me.actor, conversationId, range));
  }

  private async surroundings(me: SignedInMember, conversation: OpenConversation): Promise<AroundThreadView> {
    const { id, state, queue, startedAt, memberId, heldBy } = conversation;
    const mayAct = mayHandle(me.actor, conversation) && !me.brand.suspended;
    const canHandle = mayAct && state !== 'closed';
    const panel = await this.panels.panel(me, id);
    const canMessage = canHandle && !panel.blocked;
    const whereabouts = whereaboutsOf(me, conversation, canHandle);
    return {
      id,
      url: `${deskUrl(me)}/conversations/${id}`,
      deskUrl: deskUrl(me),
      state: state === 'bot' ? 'waiting' : state,
      visitor: panel.visitor,
      queue,
      startedAt: startedAt.toISOString(),
      heldBy: memberId === me.actor.id ? null : heldBy,
      holderState: conversation.holderState,
      tags: conversation.tags,
      canTag: mayTag(me.actor, conversation) && !me.brand.suspended,
      canWrite: canHandle && conversation.mayWrite,
      canMessage,
      writes: panel.blocked || (memberId !== null && memberId !== me.actor.id) ? 'note' : 'message',
      drafts: { message: draft(me, 'message'), note: draft(me, 'note') },
      fileTypes: conversation.fileTypes.join(','),
      locale: conversation.locale,
      responsesUrl: `/b/${me.brand.slug}/admin/responses`,
      terms: canHandle && !conversation.mayWrite ? await this.terms.outstanding(me, id) : null,
      canClose: canHandle,
      ...whereabouts,
      explainsSnooze:
        whereabouts.canSnooze &&
        canMessage &&
        memberId === me.actor.id &&
        panel.visitor.presence === 'online',
      canBlock: mayAct && !panel.blocked,
      blockedUrl: may(me.actor, 'visitors.unblock') ? `/b/${me.brand.slug}/admin/blocked` : null,
      panel,
    };
  }
}

/** Where it is kept, and where it may go. */
function whereaboutsOf(me: SignedInMember, conversation: OpenConversation, canHandle: boolean) {
  const { state, asynchronous, memberId, snoozedUntil, isKept } = conversation;
  const { assignedTo, assignedName, assignedUntil } = conversation;
  const leads = may(me.actor, 'conversations.release') && !me.brand.suspended;
  const isLeft =
    state === 'on_desk' && memberId !== me.actor.id && (conversation.holderState ?? 'offline') === 'offline';
  const waitsForMember = state === 'waiting' && assignedTo !== null;
  return {
    canSnooze: canHandle && state === 'on_desk' && asynchronous,
    canTransfer: canHandle && (state === 'on_desk' || state === 'waiting'),
    canResume: state === 'snoozed' && !me.brand.suspended && mayResume(me.actor, conversation),
    canRelease: leads && (isLeft || waitsForMember),
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    isKept,
    assigned: assignedName
      ? {
          name: assignedName,
          until: assignedUntil?.toISOString() ?? null,
          isMine: assignedTo === me.actor.id,
          lacks: canHandle || me.brand.suspended ? null : lackOf(me),
        }
      : null,
  };
}

/** What keeps a conversation that waits for the member from coming onto their desk. */
function lackOf({ state }: SignedInMember): 'place' | 'availability' {
  return state === 'available' ? 'place' : 'availability';
}

function entriesView(me: SignedInMember, { conversationId, entries, before }: ThreadPage): ThreadEntriesView {
  const url = `${deskUrl(me)}/conversations/${conversationId}/entries`;
  return { entries, unreadFrom: null, earlier: before === null ? null : `${url}?before=${before}` };
}

function draft(me: SignedInMember, kind: DraftEntryView['kind']): DraftEntryView {
  return { draft: true, kind, author: { ...ownAvatar(me), side: 'brand' } };
}

function isNews(entry: ThreadView['entries'][number], { readSeq }: OpenConversation): boolean {
  return entry.kind === 'message' && entry.author.side === 'visitor' && entry.seq > readSeq;
}
