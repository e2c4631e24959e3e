import { showTyping } from './writing/typing.js';

export interface EntryPush {
  conversationId: string;
  seq: number;
  clientId: string;
  by: 'visitor' | 'member' | 'bot' | 'system';
  html: string;
}

export interface PresencePush {
  memberId: string | null;
  presence: 'online' | 'away';
}

/** Everybody's messenger hears of it at once, so they do not ask at once. */
const BRAND_WITHIN = 1500;

interface OfConversation {
  conversationId: string;
}

export interface Heard {
  entry: (push: EntryPush) => void;
  /** How far the brand has read. */
  seen: (seq: number) => void;
  /** The conversation, or what the visitor decided, is another than it was. */
  changed: () => void;
  /** Somebody else answers. */
  answerer: () => void;
  /** Whether somebody can answer now; a member, or anybody of the brand. */
  presence: (news: PresencePush) => void;
  /** Something else of this visitor's has moved on, as in another tab. */
  refreshed: () => void;
  /** The conversations that go on, as the socket begins to hear of them. */
  going: (ids: string[]) => void;
  resync: () => void;
}

/** What the server pushes, by its events, with what each means for the conversation that is shown. */
export function pushesFor(
  shown: () => string | null,
  { entry, seen, changed, answerer, presence, refreshed, going, resync }: Heard,
): Record<string, (payload: never) => void> {
  return {
    entry,
    typing: ({ conversationId }: OfConversation) => showTyping(conversationId === shown()),
    read: ({ conversationId, side, seq }: OfConversation & { side: string; seq: number }) => {
      if (side === 'member' && conversationId === shown()) seen(seq);
    },
    conversation: ({ conversationId }: OfConversation) => {
      if (conversationId === shown()) changed();
    },
    // Of no conversation where a member goes by another name in all of theirs.
    answerer: ({ conversationId }: { conversationId: string | null }) => {
      if (conversationId === null || conversationId === shown()) answerer();
    },
    presence,
    visitor: changed,
    refresh: (news: OfConversation | null) => {
      if (news?.conversationId && news.conversationId !== shown()) refreshed();
    },
    // Its terms or its texts.
    brand: () => void setTimeout(changed, Math.random() * BRAND_WITHIN),
    going,
    resync,
  };
}
