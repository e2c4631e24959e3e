import { alertOnce, linkToast, notify, sound } from '../workspace/alerts.js';
import { socket } from '../workspace/connection.js';
import { desk, type ArrivalReason } from '../workspace/desk.js';
import { follow, refreshLists, rows } from './lists.js';
import { lookAt, showMemberTyping } from '../conversation/viewers.js';
import { isInView } from '../workspace/dom.js';
import { mainPane, showRefused } from '../conversation/main-pane.js';
import { refreshAround } from './around.js';
import { deskPane } from './pane.js';
import { showPresence } from '../conversation/presence.js';
import { sendUnsent } from '../conversation/sending.js';

interface OfConversation {
  conversationId: string;
}

interface EntryPush extends OfConversation {
  seq: number;
  clientId: string;
  by: 'visitor' | 'member' | 'bot' | 'system';
  html: string;
}

interface Arrival extends OfConversation {
  reason: ArrivalReason;
}

interface SideOfConversation extends OfConversation {
  side: 'visitor' | 'member';
}

/** What the server tells: everything it pushes is also found by asking, so a push that is lost is only late. */
export function hear(): void {
  socket.on('hello', () => {
    catchUp();
    // What changed before it was followed was told to nobody here.
    void follow().then(refreshAround);
    lookAt(desk.current);
    void sendUnsent();
  });
  socket.on('resync', catchUp);
  socket.on('entry', heardEntry);
  socket.on('terms', () => void refreshAround());
  socket.on('arrived', (arrival: Arrival) => void heardArrival(arrival));
  for (const event of ['lists', 'queues', 'availability']) socket.on(event, refreshLists);
  for (const event of ['conversation', 'around']) {
    socket.on(event, ({ conversationId }: OfConversation) => {
      if (isOpen(conversationId)) void refreshAround();
      refreshLists();
    });
  }
  socket.on('presence', ({ personId, online }: { personId: string; online: boolean }) => {
    showPresence(personId, online);
    heardOf(personId);
  });
  socket.on('visitor', ({ personId }: { personId: string }) => {
    heardOf(personId);
    refreshLists();
    void deskPane.search?.renew();
  });
  socket.on('typing', ({ conversationId, side, authorId }: SideOfConversation & { authorId: string }) => {
    if (!isOpen(conversationId)) return;
    if (side === 'visitor') mainPane.thread?.showTyping();
    else showMemberTyping(authorId);
  });
  socket.on('read', ({ conversationId, side, seq }: SideOfConversation & { seq: number }) => {
    if (side === 'visitor' && isOpen(conversationId)) mainPane.thread?.showSeen(seq);
    if (side === 'member') refreshLists();
  });
}

function heardOf(personId: string): void {
  if (document.querySelector(`[data-thread][data-people*="${personId}"]`)) void refreshAround();
}

function catchUp(): void {
  refreshLists();
  void mainPane.thread?.catchUp();
}

function heardEntry(entry: EntryPush): void {
  const isHere = isOpen(entry.conversationId);
  if (isHere) void mainPane.thread?.receive(entry);
  if (entry.by === 'visitor') {
    if (isHere) showRefused('');
    if (isHere) mainPane.thread?.hearVisitor();
    const isSeen = isHere && isInView();
    alertOnce(`${entry.conversationId}.${entry.seq}`, isSeen, () => void tellOf(entry));
  }
  refreshLists();
}

async function tellOf({ conversationId }: EntryPush): Promise<void> {
  sound('message');
  if (document.visibilityState === 'visible') return;
  const name = await nameOf(conversationId);
  notify(desk.sentence('wrote', name), `${desk.url}/conversations/${conversationId}`);
}

async function heardArrival({ conversationId, reason }: Arrival): Promise<void> {
  refreshLists();
  const url = `${desk.url}/conversations/${conversationId}`;
  const text = desk.sentence(`arrived-${reason}`, await nameOf(conversationId));
  if (!isOpen(conversationId)) linkToast(text, url);
  alertOnce(`arrived.${conversationId}`, false, () => {
    sound(reason === 'reply' ? 'message' : 'conversation');
    notify(text, url);
  });
}

/** As the lists show it, once they have been fetched. */
async function nameOf(conversationId: string): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const row = rows().find((each) => each.dataset.conversation === conversationId);
    const name = row?.querySelector('.item-name')?.textContent;
    if (name) return name;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return '';
}

function isOpen(conversationId: string): boolean {
  return mainPane.thread?.conversationId === conversationId;
}
