/** What a visitor holds in their hands. */
export const DEVICES = ['computer', 'phone', 'tablet'] as const;

/** What a targeting rule asks of the page and the visitor; all of them hold, or the rule does not answer. */
export type Condition =
  | { kind: 'url'; match: 'contains' | 'starts' | 'matches'; value: string }
  | { kind: 'time_on_page'; seconds: number }
  | { kind: 'pages'; atLeast: number }
  | { kind: 'visits'; atLeast: number }
  | { kind: 'device'; anyOf: string[] }
  | { kind: 'language'; anyOf: string[] }
  | { kind: 'country'; anyOf: string[] }
  | { kind: 'cart'; atLeast: number; currency: string }
  | { kind: 'custom'; name: string; value: string }
  | { kind: 'visitor'; known: boolean }
  | HoursCondition;

/** Within the rule's own hours, or within the opening hours of its site or of the brand. */
export interface HoursCondition {
  kind: 'hours';
  of?: HoursSource;
  /** The rule's own; of those that it follows what their weeks were when it was stored. */
  spans: OpeningSpan[];
}

export const HOURS_SOURCES = ['site', 'brand'] as const;
export type HoursSource = (typeof HOURS_SOURCES)[number];

/** Open from one time of the day to another, by the clock on the wall: `{ day: 1, from: '09:00', to: '18:00' }` on Mondays. */
export interface OpeningSpan {
  /** 1 for Monday to 7 for Sunday. */
  day: number;
  from: string;
  /** Not later than `from`: on the next day. */
  to: string;
}

export interface TargetingRule {
  id: string;
  name: string;
  conditions: Condition[];
  /** The distribution rule that answers. */
  ruleId: string;
}

/** The page and the visitor, as far as they are known. */
export interface Situation {
  url: string | null;
  secondsOnPage: number;
  pages: number;
  visits: number;
  device: string | null;
  locale: string;
  country: string | null;
  cart: { value: number; currency: string } | null;
  custom: Record<string, string | number | boolean | null>;
  known: boolean;
  /** Whether it is open now by what a condition asks for. */
  isOpen: (condition: HoursCondition) => boolean;
}
