import { part } from './page.js';
import type { PresencePush } from './pushes.js';

/** Who answers, at the head of the messenger; the server draws it. */
export function showWho(head: HTMLElement | undefined): void {
  if (head) part('#messenger-who').replaceWith(head);
}

/** Whether who is shown there can answer now; while an appointment is offered nobody can. */
export function showPresence({ memberId, presence }: PresencePush, conversationId: string | null): void {
  const head = part('#messenger-who');
  if ((head.dataset.member ?? '') !== (memberId ?? '')) return;
  if (memberId === null && (conversationId !== null || document.querySelector('[data-booking]'))) return;
  const { classList } = part('[data-presence]', head);
  classList.remove('online', 'away');
  classList.add(presence);
  const line = part('[data-presence-line]', head);
  const { wordOnline = '', wordAway = '' } = line.dataset;
  line.textContent = presence === 'online' ? wordOnline : wordAway;
}
