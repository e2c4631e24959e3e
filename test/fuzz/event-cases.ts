import type { Kind } from './route-cases.js';

/** How an event of a socket is tried: a proper input, and which of its fields point to something. */
export interface EventCase {
  input: Record<string, unknown>;
  ids: Record<string, Kind>;
  /** Whether saying it properly would leave nothing for the next event. */
  ends?: boolean;
}

/**
 * Every event that the application listens to, by who may say it, with how it is tried with the ids of others, or
 * why there is nothing to try. An event that is not listed fails the test.
 */
export const EVENTS: Record<'member' | 'loader' | 'messenger', Record<string, EventCase | string>> = {
  member: {
    alerts: "changes the socket's account alone",
    look: { input: {}, ids: { conversationId: 'conversation' } },
    follow: { input: {}, ids: { 'conversationIds.0': 'conversation' } },
    catch_up: { input: { after: 0 }, ids: { conversationId: 'conversation' } },
    message: {
      input: { body: 'Hello' },
      ids: { conversationId: 'conversation', 'fileIds.0': 'file of a member' },
    },
    note: {
      input: { body: 'Hello' },
      ids: { conversationId: 'conversation', 'mentionIds.0': 'manager', 'fileIds.0': 'file of a member' },
    },
    read: { input: { seq: 1 }, ids: { conversationId: 'conversation' } },
    typing: { input: {}, ids: { conversationId: 'conversation' } },
    block: { input: { close: false }, ids: { conversationId: 'conversation' }, ends: true },
    close: { input: {}, ids: { conversationId: 'conversation' }, ends: true },
    availability: 'names nothing of anybody',
  },
  loader: {
    page: 'tells where the visitor of the socket is',
    ask: 'names nothing of anybody',
    language: 'names nothing of anybody',
    identify: 'names a customer by what only the site can sign',
    reset: 'names nothing of anybody',
    set: "adds to the visit of the socket's visitor",
    cart: "adds to the visit of the socket's visitor",
    transaction: 'names an order of the site, whoever tells of it',
  },
  messenger: {
    accept: { input: {}, ids: { 'documentIds.0': 'document' } },
    message: { input: { body: 'Hello' }, ids: { conversationId: 'conversation', 'fileIds.0': 'file' } },
    typing: { input: {}, ids: { conversationId: 'conversation' } },
    read: { input: { seq: 1 }, ids: { conversationId: 'conversation' } },
    catch_up: { input: { after: 0 }, ids: { conversationId: 'conversation' } },
    survey: { input: { score: 5 }, ids: { conversationId: 'conversation' }, ends: true },
    settings: "changes the socket's visitor alone",
  },
};
