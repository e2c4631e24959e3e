import { showNotice } from './notices.js';
import { part } from './page.js';

interface RoomNews {
  engaged: boolean;
  books: boolean;
}

export interface RoomOptions {
  root: HTMLElement;
  conversationId: () => string | null;
  /** What is on its way may change what stands there. */
  isBusy: () => boolean;
  reload: () => Promise<void>;
}

/** Whether a conversation could start now, and what is offered while none could. */
export class Room {
  /** Heard while something was on its way. */
  private heard: RoomNews | undefined;

  constructor(private readonly options: RoomOptions) {
    part('[data-book]').addEventListener('click', () => part('[data-booking]').focus());
  }

  /** What the server has just drawn. */
  show(): void {
    part('[data-book]').hidden = !this.offersBooking;
    const { heard } = this;
    this.heard = undefined;
    if (heard && this.isOther(heard)) void this.options.reload();
  }

  /** The page has heard of it; what stands there is fetched anew only where it says something else. */
  changed(news: RoomNews): void {
    const { root, conversationId, isBusy, reload } = this.options;
    const { engaged } = news;
    const { state } = root.dataset;
    const waited = this.offersBooking || !part('[data-notice="no-room"]').hidden;
    if (engaged) showNotice('no-room', false);
    showNotice('room-back', engaged && waited && state === 'ready' && conversationId() === null);
    if (isBusy()) this.heard = news;
    else if (this.isOther(news)) void reload();
  }

  /** A first message found none: says so, with what is offered instead, unless room has come back meanwhile. */
  async refused(): Promise<void> {
    const { reload } = this.options;
    delete part('[data-content]').dataset.room;
    await reload();
    showNotice('room' in part('[data-content]').dataset ? 'room-back' : 'no-room', true);
  }

  /** Whether what stands there offers something else. Where a conversation goes on, nothing is offered. */
  private isOther({ engaged, books }: RoomNews): boolean {
    const isClosed = this.options.root.dataset.state === 'closed';
    if (!isClosed && this.options.conversationId() !== null) return false;
    const offersStart = document.querySelector('[data-start]') !== null;
    return (isClosed && offersStart !== engaged) || this.offersBooking !== (books && !engaged);
  }

  private get offersBooking(): boolean {
    return document.querySelector('[data-booking]') !== null;
  }
}
