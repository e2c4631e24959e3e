import { must } from './dom.js';

const root = must('[data-desk]');

/** What the page says of itself. */
export const desk = {
  root,
  url: root.dataset.url ?? '',
  brand: root.dataset.brand ?? '',
  member: root.dataset.member ?? '',
  word(name: 'online' | 'offline' | 'closed'): string {
    return root.getAttribute(`data-word-${name}`) ?? '';
  },
  arrivedWord(name: string): string {
    return (root.dataset.wordArrived ?? '').replace('__name__', name);
  },
  /** The conversation that is open, if one is. */
  get current(): string | null {
    return document.querySelector<HTMLElement>('[data-thread]')?.dataset.conversation ?? null;
  },
};
