import { z } from 'zod';
import { isId, isStorable } from '../../kernel/index.js';

const LONGEST_URL = 4000;
const LONGEST_TITLE = 500;
const LONGEST_BODY = 20_000;
const MOST_FILES = 10;
const MOST_LANGUAGES = 10;

const text = (longest: number) => z.string().max(longest).refine(isStorable);
const id = z.string().refine(isId);
const locale = z.string().max(35);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const page = z.object({
  url: text(LONGEST_URL),
  title: text(LONGEST_TITLE),
  referrer: text(LONGEST_URL).optional(),
});

/** What a browser shows at the handshake. */
export const handshakeShape = z.object({
  site: z.string().max(64),
  part: z.enum(['loader', 'messenger']),
  token: z.string().max(4096).optional(),
  chosen: locale.optional(),
  locale: locale.optional(),
  languages: z.array(locale).max(MOST_LANGUAGES).optional(),
  page: page.optional(),
  /** From the address of the page, where a link in a message has led there. */
  link: z.string().max(4096).optional(),
  /** The same page again after a lost connection, with what it was called. */
  again: z.boolean().optional(),
  pageViewId: id.optional(),
  /** What the page says of its visitor and has had no answer to: a page may say anything. */
  identity: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

export type Handshake = z.infer<typeof handshakeShape>;

/** The events of a visitor's browser: what is not of this shape is refused before anything else looks at it. */
export const messageShapes = {
  page,
  ask: z.unknown(),
  language: z.object({ locale }),
  identify: z.record(z.string(), z.unknown()),
  reset: z.unknown(),
  set: z.record(z.string(), scalar),
  cart: z.object({ value: z.number(), currency: z.string() }),
  transaction: z.object({
    id: z.union([text(200), z.number()]),
    amount: z.number(),
    currency: z.string(),
    signature: text(200).optional(),
  }),
  accept: z.object({ documentIds: z.array(id).min(1).max(MOST_FILES) }),
  message: z.object({
    conversationId: id.nullable(),
    clientId: id,
    body: z.string().max(LONGEST_BODY),
    fileIds: z.array(id).max(MOST_FILES).optional(),
    /** The page that the messenger stands on, which decides what answers a first message. */
    pageViewId: id.nullable().optional(),
  }),
  typing: z.object({ conversationId: id }),
  read: z.object({ conversationId: id, seq: z.number().int().positive() }),
  catch_up: z.object({ conversationId: id, after: z.number().int().nonnegative() }),
  survey: z.object({
    conversationId: id,
    score: z.number().nullable().optional(),
    recommendation: z.number().nullable().optional(),
    comment: z.string().max(LONGEST_BODY).nullable().optional(),
  }),
  settings: z.object({
    historyHidden: z.boolean().optional(),
    emailNotifications: z.boolean().optional(),
    email: z.string().max(300).nullable().optional(),
  }),
};

export type MessageName = keyof typeof messageShapes;
export type Message<Name extends MessageName> = z.infer<(typeof messageShapes)[Name]>;
