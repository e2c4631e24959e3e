import type { MemberRole } from '../kernel/index.js';
import type { MemberKind } from '../members/index.js';
import type { ModelDocument } from '../sign-up/index.js';
import type { TagColour } from '../tags/index.js';

export interface DemoPerson {
  /** Before the @ of their address. */
  login: string;
  /** As the account knows them. */
  fullName: string;
  /** As visitors know them. */
  name: string;
  role: MemberRole;
  kind: MemberKind;
  /** A portrait of public/demo/faces. */
  face?: string;
  capacity?: number;
}

/**
 * A conversation of the past. Each line begins with who says it: `>` the visitor, `<` the member; `~` stands
 * for the member setting it aside until later. `{product}` becomes a product's name, `{member}` the member's.
 */
export interface Dialogue {
  page: string;
  /** Where it is not the brand's own. */
  locale?: 'fr' | 'en';
  said: readonly string[];
  /** What the visitor bought soon afterwards. */
  sale?: number;
}

/**
 * A conversation that goes on when the demo begins. A line that begins with `#` is a private note of the member, with
 * `#login` of somebody else; `@login` mentions.
 */
export interface OpenConversation extends Dialogue {
  visitor: string;
  /** Who had it first, by login. */
  member: string;
  /** Minutes ago that it began. */
  ago: number;
  now:
    | { is: 'on_desk' }
    | { is: 'waiting'; group: string }
    | { is: 'waiting'; to: string }
    | { is: 'snoozed'; hours: number; keep?: boolean }
    | { is: 'blocked' };
}

/** An answer to the survey. */
export interface DemoVerdict {
  score?: 1 | 2 | 3 | 4 | 5;
  recommendation?: number;
  comment?: string;
}

export type DemoDocument = ModelDocument;

/** A canned response: of a group by its name, of a person by their login, else of the brand. */
export interface DemoResponse {
  of?: string;
  shortcut: string;
  title: string;
  fr?: string;
  en?: string;
}

export interface DemoTag {
  name: string;
  colour: TagColour;
  /** Conversations that began on one of these pages carry it. */
  pages: readonly string[];
  archived?: boolean;
}

/** Everything that a demo brand begins with. */
export interface DemoBrand {
  slug: string;
  name: string;
  domain: string;
  locale: 'fr' | 'en';
  timeZone: string;
  currency: string;
  colour: string;
  people: readonly DemoPerson[];
  groups: readonly { name: string; members: readonly string[]; threshold: number }[];
  rules: { advice: string; checkout: string };
  targeting: { checkout: string; everywhere: string };
  texts: readonly { code: 'opening' | 'automatic_answer'; locale: 'fr' | 'en'; body: string }[];
  documents: readonly DemoDocument[];
  responses: readonly DemoResponse[];
  tags: readonly DemoTag[];
  visitors: readonly string[];
  products: readonly string[];
  dialogues: readonly Dialogue[];
  verdicts: readonly DemoVerdict[];
  today: readonly OpenConversation[];
}
