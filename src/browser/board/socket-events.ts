import { socket } from '../workspace/connection.js';
import { desk } from '../workspace/desk.js';
import { lookAt, showMemberTyping } from '../conversation/viewers.js';
import { mainPane, showRefused } from '../conversation/main-pane.js';
import { showPresence } from '../conversation/presence.js';
import { sendUnsent } from '../conversation/sending.js';
import type { Columns } from './columns.js';
import type { Panel } from './panel.js';

interface OfConversation {
  conversationId: string;
}

interface EntryPush extends OfConversation {
  seq: number;
  clientId: string;
  by: 'visitor' | 'member' | 'bot' | 'system';
  html: string;
}

/** What the server tells a board: that something on it has changed, and all of the conversation beside it. */
export function hear(columns: Columns, panel: Panel): void {
  const isOpen = ({ conversationId }: OfConversation) => conversationId === desk.current;
  socket.on('hello', () => {
    columns.soon();
    lookAt(desk.current);
    void panel.follow().then(() => panel.soon());
    void sendUnsent();
  });
  for (const event of ['board', 'resync']) {
    socket.on(event, () => {
      columns.soon();
      void mainPane.thread?.catchUp();
      panel.soon();
    });
  }
  socket.on('entry', (entry: EntryPush) => {
    if (!isOpen(entry)) return;
    void mainPane.thread?.receive(entry);
    if (entry.by === 'visitor') showRefused('');
    if (entry.by === 'system') panel.soon();
  });
  for (const event of ['conversation', 'around', 'visitor']) socket.on(event, () => panel.soon());
  socket.on('presence', ({ personId, online }: { personId: string; online: boolean }) => {
    showPresence(personId, online);
    panel.soon();
  });
  socket.on('typing', (typing: OfConversation & { side: 'visitor' | 'member'; authorId: string }) => {
    if (!isOpen(typing)) return;
    if (typing.side === 'visitor') mainPane.thread?.showTyping();
    else showMemberTyping(typing.authorId);
  });
  socket.on('read', (read: OfConversation & { side: 'visitor' | 'member'; seq: number }) => {
    if (read.side === 'visitor' && isOpen(read)) mainPane.thread?.showSeen(read.seq);
  });
}
