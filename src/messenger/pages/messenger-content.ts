import { Injectable } from '@nestjs/common';
import { textParts, Threads, Unread, type EntryView, type TextPart } from '../../conversations/index.js';
import { notFound } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { LONGEST_COMMENT, RECOMMENDATIONS, SCORES, Surveys } from '../../surveys/index.js';
import { Texts } from '../../sites/index.js';
import { Answerers } from '../answerers.queries.js';
import { ConsentViews } from './consent-views.js';
import { earlierAddress } from '../earlier-address.js';
import { Engagements, sumOf } from '../engagements.js';
import { brandFace, brandWho, whoOf } from './faces.js';
import type {
  HistoryView,
  MessengerContentView,
  OtherConversationView,
  SurveyView,
  WhoView,
} from './messenger.view.js';
import { VisitorConversations, type VisitorConversation } from '../visitor-conversations.queries.js';
import type { VisitorSession } from '../visitor-sessions.js';

/** What a visitor's messenger shows: the conversation they are in, the others, what they have yet to accept. */
@Injectable()
export class MessengerContent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversations: VisitorConversations,
    private readonly threads: Threads,
    private readonly unread: Unread,
    private readonly engagements: Engagements,
    private readonly consents: ConsentViews,
    private readonly texts: Texts,
    private readonly surveys: Surveys,
    private readonly answerers: Answerers,
  ) {}

  /**
   * The wished conversation, else the open one with the newest message, else a closed one with something unread;
   * `fresh` asks for a blank page.
   */
  async show(session: VisitorSession, wished: string | null, fresh: boolean): Promise<MessengerContentView> {
    const { actor, site } = session;
    return this.unitOfWork.run(actor.brandId, async () => {
      const open = await this.conversations.open(actor);
      const unread = await this.unread.ofVisitor(actor);
      const engagement = await this.engagements.of(session, {
        unread: sumOf(unread),
        hasOpen: open.length > 0,
      });
      const current = await this.pick(
        session,
        open,
        fresh ? wished : (wished ?? open[0]?.id ?? newestOf(unread)),
      );
      const thread = current ? await this.threads.threadPage(actor, current.id) : null;
      const entries = thread?.entries ?? [];
      const booking = current?.state !== 'open' && engagement.books && !engagement.engaged;
      const history = await this.threads.history(actor, { except: current?.id ?? null });
      return {
        brand: brandFace(site),
        who: current
          ? whoOf(current, site)
          : brandWho(site, !booking && (await this.answerers.count(actor.brandId)) > 0),
        consent: await this.consents.of(actor, site),
        others: open.filter(({ id }) => id !== current?.id).map((other) => otherView(other, session, unread)),
        conversation: current && {
          id: current.id,
          state: current.state,
          seenSeq: current.seenSeq,
          isHidden: current.isHidden,
        },
        opening: textParts(await this.texts.text(site.brandId, site.id, 'opening', actor.locale)),
        entries,
        unreadFrom: firstUnread(entries, (current && unread.get(current.id)) ?? 0),
        earlier: earlierAddress(
          site.key,
          current?.id ?? null,
          thread?.before ?? null,
          history.conversations.length > 0 ? '' : null,
        ),
        historyHidden: session.visitor.historyHiddenAt !== null,
        email: session.visitor.email,
        emailNotifications: session.visitor.emailNotifications,
        survey: current?.state === 'closed' ? await this.survey(session, current.id) : null,
        invitation: current?.state === 'open' ? await this.invitation(session) : null,
        room: engagement.engaged,
        booking,
      };
    });
  }

  /** Who answers in a conversation now. */
  async head({ actor, site }: VisitorSession, conversationId: string): Promise<WhoView> {
    const conversation = await this.conversations.one(actor, conversationId);
    if (!conversation) throw notFound();
    return whoOf(conversation, site);
  }

  /** What stands above: first the rest of the conversation, then the earlier ones, a page at a time. */
  async earlier(
    session: VisitorSession,
    {
      conversationId,
      before,
      cursor,
    }: { conversationId: string | null; before: number | null; cursor: string | null },
  ): Promise<HistoryView> {
    const { actor, site } = session;
    if (conversationId && before) {
      const page = await this.threads.threadPage(actor, conversationId, { before });
      const more = page.before ?? null;
      return {
        earlier: earlierAddress(site.key, conversationId, more, ''),
        conversations: [{ id: conversationId, startedAt: page.entries[0]?.at ?? '', entries: page.entries }],
      };
    }
    const page = await this.threads.history(actor, { except: conversationId, cursor });
    return {
      earlier: page.next ? earlierAddress(site.key, conversationId, null, page.next) : null,
      conversations: page.conversations.map(({ id, startedAt, entries }) => ({
        id,
        startedAt: startedAt.toISOString(),
        entries,
      })),
    };
  }

  private async pick(
    { actor }: VisitorSession,
    open: VisitorConversation[],
    id: string | null,
  ): Promise<VisitorConversation | null> {
    if (id === null) return null;
    return open.find((conversation) => conversation.id === id) ?? (await this.conversations.one(actor, id));
  }

  private async survey({ actor }: VisitorSession, conversationId: string): Promise<SurveyView | null> {
    const state = await this.surveys.state(actor, conversationId);
    if (state === 'none') return null;
    return {
      answered: state === 'answered',
      scores: SCORES,
      recommendations: RECOMMENDATIONS,
      longestComment: LONGEST_COMMENT,
    };
  }

  private async invitation({ actor, site, visitor }: VisitorSession): Promise<TextPart[] | null> {
    if (visitor.email) return null;
    const text = await this.texts.text(site.brandId, site.id, 'email_invitation', actor.locale);
    return text.trim() === '' ? null : textParts(text);
  }
}

function otherView(
  other: VisitorConversation,
  { site }: VisitorSession,
  unread: Map<string, number>,
): OtherConversationView {
  const { presence: _, memberId: __, ...who } = whoOf(other, site);
  return {
    id: other.id,
    who,
    isHidden: other.isHidden,
    excerpt: other.isHidden ? '' : (other.lastMessage ?? ''),
    at: other.lastMessageAt.toISOString(),
    unread: unread.get(other.id) ?? 0,
  };
}

/** Ids grow with time. */
function newestOf(unread: Map<string, number>): string | null {
  return [...unread.keys()].sort().at(-1) ?? null;
}

/** Where the mark "new messages" stands: before the first of the last so many that the brand wrote. */
function firstUnread(entries: EntryView[], count: number): number | null {
  if (count === 0) return null;
  const theirs = entries.filter((entry) => entry.kind === 'message' && entry.author.side === 'brand');
  return theirs.at(-count)?.seq ?? theirs[0]?.seq ?? null;
}
