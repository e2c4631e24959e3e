import type { AvatarView } from '../../conversations/index.js';
import type { ExcerptPart } from '../../search/index.js';

/** `views/desk/lists/_search.hbs`: the search in the middle of the desk. */
export interface SearchView {
  /** `/b/:brand/desk/search` */
  url: string;
  deskUrl: string;
  q: string;
  visitor: string;
  from: string;
  to: string;
  members: ChoiceView[];
  tags: ChoiceView[];
  states: ChoiceView[];
  /** How many filters beside the words narrow it. */
  filters: number;
  isNarrowed: boolean;
  /** The search was given up: what was asked for has to be narrowed. */
  isTooSlow: boolean;
  found: FoundView[];
  /** What is found follows what was shown before. */
  continues: boolean;
  /** Address of what follows. */
  moreUrl: string | null;
}

export interface ChoiceView {
  value: string;
  label: string;
  chosen: boolean;
}

/** `views/desk/lists/_found.hbs` */
export interface FoundView {
  id: string;
  url: string;
  visitor: AvatarView;
  /** As it is shown, with what was looked for apart; empty where there is none. */
  name: ExcerptPart[];
  /** Only the page has said it. */
  isNameUnverified: boolean;
  email: ExcerptPart[];
  state: 'waiting' | 'on_desk' | 'snoozed' | 'closed';
  startedAt: string;
  /** When what is shown of it was said. */
  at: string;
  /** It began on an earlier day than that. */
  isOlder: boolean;
  excerpt: ExcerptPart[];
  excerptBy: string | null;
  isNote: boolean;
  /** In how many of its messages and notes the words stand. */
  hits: number;
  /** They stand further back than the page reads; opened, it shows them. */
  isFurtherBack: boolean;
  /** Whom it waits for. */
  assignedTo: string | null;
  /** Who had it. */
  members: AvatarView[];
  tags: { name: string; colour: string }[];
}

/** What the palette is told of a conversation. */
export interface SuggestionView {
  url: string;
  name: string;
  excerpt: string;
  state: FoundView['state'];
  startedAt: string;
}
