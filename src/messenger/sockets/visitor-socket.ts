import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { ClientAddress } from '../../platform/index.js';
import type { Handshake } from '../pages/visitor-messages.js';
import type { LinkNews } from '../links/followed-links.js';
import type { VisitorSession } from '../visitor-sessions.js';

/** What is known of a visitor's socket from its handshake on. */
export interface VisitorSocketData {
  part: Handshake['part'];
  session: VisitorSession;
  token: string;
  /** The token of the link that the page was opened by, until it has opened everything. */
  linkToken: string | undefined;
  /** Said once, with the next hello. */
  link: LinkNews | undefined;
  /** The language of what is pushed and answered. */
  locale: string;
  page: Handshake['page'];
  userAgent: string;
  address: ClientAddress;
  connectionId: string | null;
  /** The conversations that went on as a messenger began to hear. */
  going: string[];
  /** The room of the rule that answers on the visitor's page. */
  ruleRoom: string | null;
}

export type VisitorSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, VisitorSocketData>;
export type VisitorNamespace = Namespace<
  DefaultEventsMap,
  DefaultEventsMap,
  DefaultEventsMap,
  VisitorSocketData
>;
