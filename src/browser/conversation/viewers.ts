import { ask, socket } from '../workspace/connection.js';
import { desk } from '../workspace/desk.js';
import { elementOf, fromTemplate, must } from '../workspace/dom.js';

const BEAT_MS = 20_000;
const FORGET_MS = 60_000;
const TYPING_MS = 5000;
/** A desk that only loses its connection for a blink does not flicker. */
const LEAVE_MS = 1500;

interface Viewer {
  memberId: string;
  name: string;
  avatar: string;
  at: number;
}

interface LookingPush extends Viewer {
  conversationId: string;
  desk: string;
  isNew: boolean;
}

let looksAt: string | null = null;
let shown = '';
/** Other desks that look at the same conversation, by the ids of their connections. */
const others = new Map<string, Viewer>();
const typing = new Map<string, number>();

/** Shows who else looks at the conversation that is open, and tells them of this desk. */
export function watchViewers(): void {
  socket.on('looking', heardLooking);
  socket.on('left', ({ conversationId, desk: id }: { conversationId: string; desk: string }) => {
    if (conversationId === looksAt) setTimeout(() => forget(id, Date.now() - LEAVE_MS), LEAVE_MS);
  });
  setInterval(() => {
    tell();
    for (const id of others.keys()) forget(id, Date.now() - FORGET_MS);
  }, BEAT_MS);
  document.addEventListener('visibilitychange', tell);
}

/** Called whenever another conversation is open, or none. */
export function lookAt(conversationId: string | null): void {
  if (looksAt !== conversationId) {
    others.clear();
    typing.clear();
  }
  looksAt = conversationId;
  shown = '';
  tell();
  showViewers();
}

/** Another member is writing here. */
export function showMemberTyping(memberId: string): void {
  if (memberId === desk.member) return;
  typing.set(memberId, Date.now() + TYPING_MS);
  showViewers();
  setTimeout(showViewers, TYPING_MS + 50);
}

/** Into the header, which may be a new one. */
export function showViewers(): void {
  const list = document.querySelector<HTMLElement>('[data-viewers]');
  if (!list) return;
  const { wordLooking = '', wordTyping = '' } = list.dataset;
  const people = new Map([...others.values()].map((viewer) => [viewer.memberId, viewer]));
  const lines = [...people.values()].map(({ memberId, name, avatar }) => {
    const isTyping = (typing.get(memberId) ?? 0) > Date.now();
    const line = fromTemplate('viewer');
    must('[data-avatar]', line).replaceWith(elementOf(avatar));
    line.classList.toggle('is-typing', isTyping);
    line.title = (isTyping ? wordTyping : wordLooking).replace('__name__', name);
    must('[data-text]', line).textContent = line.title;
    return line;
  });
  list.replaceChildren(...lines);
  const said = lines.map(({ title }) => title).join(' ');
  if (said !== shown) must('[data-viewers-status]').textContent = said;
  shown = said;
}

function tell(): void {
  if (looksAt !== null && document.visibilityState !== 'visible') return;
  void ask('look', { conversationId: looksAt }).catch(() => undefined);
}

function heardLooking({ conversationId, desk: id, isNew, ...viewer }: LookingPush): void {
  if (conversationId !== looksAt) return;
  if (isNew) tell();
  if (viewer.memberId === desk.member) return;
  others.set(id, { ...viewer, at: Date.now() });
  showViewers();
}

function forget(id: string, silentSince: number): void {
  const viewer = others.get(id);
  if (!viewer || viewer.at > silentSince) return;
  others.delete(id);
  showViewers();
}
