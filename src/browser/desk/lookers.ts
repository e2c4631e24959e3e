import { ask, socket } from './connection.js';
import { desk } from './desk.js';
import { elementOf, fromTemplate, must } from './dom.js';

const BEAT_MS = 20_000;
const FORGET_MS = 60_000;
const TYPING_MS = 5000;
/** A desk that only loses its connection for a blink does not flicker. */
const LEAVE_MS = 1500;

interface Looker {
  memberId: string;
  name: string;
  face: string;
  at: number;
}

interface LookingPush extends Looker {
  conversationId: string;
  desk: string;
  isNew: boolean;
}

let looksAt: string | null = null;
let shown = '';
/** Other desks that look at the same conversation, by the ids of their connections. */
const others = new Map<string, Looker>();
const typing = new Map<string, number>();

/** Shows who else looks at the conversation that is open, and tells them of this desk. */
export function watchLookers(): void {
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
  showLookers();
}

/** Another member is writing here. */
export function showMemberTyping(memberId: string): void {
  if (memberId === desk.member) return;
  typing.set(memberId, Date.now() + TYPING_MS);
  showLookers();
  setTimeout(showLookers, TYPING_MS + 50);
}

/** Into the header, which may be a new one. */
export function showLookers(): void {
  const list = document.querySelector<HTMLElement>('[data-lookers]');
  if (!list) return;
  const { wordLooking = '', wordTyping = '' } = list.dataset;
  const people = new Map([...others.values()].map((looker) => [looker.memberId, looker]));
  const lines = [...people.values()].map(({ memberId, name, face }) => {
    const isTyping = (typing.get(memberId) ?? 0) > Date.now();
    const line = fromTemplate('looker');
    must('[data-face]', line).replaceWith(elementOf(face));
    line.classList.toggle('is-typing', isTyping);
    line.title = (isTyping ? wordTyping : wordLooking).replace('__name__', name);
    must('[data-text]', line).textContent = line.title;
    return line;
  });
  list.replaceChildren(...lines);
  const said = lines.map(({ title }) => title).join(' ');
  if (said !== shown) must('[data-lookers-status]').textContent = said;
  shown = said;
}

function tell(): void {
  if (looksAt !== null && document.visibilityState !== 'visible') return;
  void ask('look', { conversationId: looksAt }).catch(() => undefined);
}

function heardLooking({ conversationId, desk: id, isNew, ...looker }: LookingPush): void {
  if (conversationId !== looksAt) return;
  if (isNew) tell();
  if (looker.memberId === desk.member) return;
  others.set(id, { ...looker, at: Date.now() });
  showLookers();
}

function forget(id: string, silentSince: number): void {
  const looker = others.get(id);
  if (!looker || looker.at > silentSince) return;
  others.delete(id);
  showLookers();
}
