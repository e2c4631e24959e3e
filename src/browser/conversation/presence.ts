import { desk } from '../workspace/desk.js';

/** Shows everywhere on the page whether this person is online; `personId` is any of their browsers. */
export function showPresence(personId: string, online: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>(`[data-people*="${personId}"]`)) {
    for (const dot of element.querySelectorAll('[data-presence]')) {
      dot.classList.toggle('online', online);
      dot.classList.toggle('offline', !online);
    }
    const word = desk.word(online ? 'online' : 'offline');
    for (const text of element.querySelectorAll('[data-presence-word]')) text.textContent = word;
  }
}
