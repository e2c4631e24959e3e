import { cloneOf, elementsOf, part } from './page.js';
import { wordTimes } from '../times.js';
import type { UnsentMessage } from './writing/outbox.js';

const NEAR_END = 120;

/** The bubbles: the server's, numbered without gaps, and after them those on their way. */
export class Thread {
  /** The highest number shown, by the visitor's count. */
  lastSeq = 0;
  private seenSeq = 0;
  /** Its end stays in view, whatever comes to stand below. */
  private staysAtEnd = true;

  constructor() {
    const { scroller } = this;
    scroller.addEventListener('scroll', () => (this.staysAtEnd = this.isAtEnd()), { passive: true });
    new ResizeObserver(() => this.staysAtEnd && this.toEnd()).observe(scroller);
  }

  private get list(): HTMLElement {
    return part('#thread');
  }

  private get scroller(): HTMLElement {
    return part('[data-scroll]');
  }

  /** Takes over what the server has just drawn. */
  begin(seenSeq: number): void {
    this.lastSeq = Math.max(0, ...this.numbered().map(seqOf));
    this.seenSeq = 0;
    wordTimes(part('[data-content]'));
    this.markSeen(seenSeq);
  }

  /** Puts the server's bubble in its place, over the one that waited for it. */
  put(html: string): void {
    const wasAtEnd = this.isAtEnd();
    for (const entry of elementsOf(html)) {
      const known = document.getElementById(entry.id);
      wordTimes(entry);
      if (known && this.list.contains(known)) known.remove();
      else entry.classList.add('fresh');
      const seq = seqOf(entry);
      const after = this.numbered().find((other) => seqOf(other) > seq) ?? this.firstUnsent();
      this.list.insertBefore(entry, after ?? null);
      this.lastSeq = Math.max(this.lastSeq, seq);
    }
    this.markSeen(this.seenSeq);
    if (wasAtEnd) this.toEnd();
  }

  /** A bubble of the visitor's, before the server has it. */
  draw({ clientId, body, files }: UnsentMessage): void {
    if (document.getElementById(`entry-${clientId}`)) return;
    const entry = cloneOf('entry');
    entry.id = `entry-${clientId}`;
    entry.dataset.unsent = '';
    const text = part('[data-text]', entry);
    text.textContent = body;
    text.hidden = body === '';
    const list = part('[data-files]', entry);
    list.replaceChildren(
      ...files.map(({ name }) => Object.assign(document.createElement('li'), { textContent: name })),
    );
    this.list.append(entry);
    this.toEnd();
  }

  mark(clientId: string, state: 'pending' | 'failed'): void {
    const entry = document.getElementById(`entry-${clientId}`);
    // The server's own bubble may stand there already.
    if (!entry?.matches('[data-unsent]')) return;
    entry.classList.toggle('pending', state === 'pending');
    entry.classList.toggle('failed', state === 'failed');
  }

  /** Acknowledged: it has its number, and the server's bubble may still take its place. */
  settle(clientId: string, seq: number | null): void {
    const entry = document.getElementById(`entry-${clientId}`);
    if (!entry?.matches('[data-unsent]')) return;
    entry.classList.remove('pending', 'failed');
    delete entry.dataset.unsent;
    const time = part<HTMLTimeElement>('time', entry);
    time.dataset.time = 'time';
    time.dateTime = new Date().toISOString();
    wordTimes(entry);
    if (seq === null) return;
    entry.dataset.seq = String(seq);
    const after =
      this.numbered().find((other) => other !== entry && seqOf(other) > seq) ?? this.firstUnsent();
    if (after !== entry.nextElementSibling) this.list.insertBefore(entry, after ?? null);
    // Only what follows the last number shown counts as seen; a gap is caught up.
    if (seq === this.lastSeq + 1) this.lastSeq = seq;
  }

  /** Those that the server has not acknowledged, by their client ids. */
  unsent(): string[] {
    const bubbles = this.list.querySelectorAll(':scope > [data-unsent]');
    return [...bubbles].map(({ id }) => id.replace('entry-', ''));
  }

  remove(clientId: string): void {
    document.getElementById(`entry-${clientId}`)?.remove();
  }

  /** Shows under the visitor's last bubble that was read how far the brand has read. */
  markSeen(seq: number): void {
    this.seenSeq = Math.max(this.seenSeq, seq);
    const mine = this.numbered().filter((entry) => entry.dataset.side === 'visitor');
    const last = mine.filter((entry) => seqOf(entry) <= this.seenSeq).at(-1);
    for (const entry of mine) entry.classList.toggle('seen', entry === last);
  }

  /** The number of the newest message of the brand. */
  lastOfBrand(): number {
    return Math.max(
      0,
      ...this.numbered()
        .filter((entry) => entry.dataset.side === 'brand')
        .map(seqOf),
    );
  }

  /** Adds a page of what stands above, without moving what is read. */
  prepend(html: string): void {
    const { scroller } = this;
    const fromEnd = scroller.scrollHeight - scroller.scrollTop;
    document.getElementById('earlier')?.remove();
    const history = part('[data-history]');
    history.prepend(...elementsOf(html));
    wordTimes(history);
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
  }

  isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  /** Whether the newest entry is on the screen, whatever stands below it. */
  isNewestShown(): boolean {
    const below = this.list.getBoundingClientRect().bottom - this.scroller.getBoundingClientRect().bottom;
    return below < NEAR_END;
  }

  /** Where a conversation is over, what says so stays in view, above the questions that follow. */
  toEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    const last = document.querySelector('#closed') && this.list.lastElementChild;
    if (last) this.bring(last, 0);
  }

  /** To the mark of what is new, else to the end. */
  toNews(): void {
    const mark = this.list.querySelector('[data-unread]');
    if (!mark) return this.toEnd();
    this.bring(mark);
  }

  /** To the top of the view; not by `scrollIntoView`, which would move whatever is around the thread too. */
  private bring(entry: Element, most = Infinity): void {
    const { scroller } = this;
    const way = entry.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += Math.min(most, way);
  }

  private numbered(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>(':scope > [data-seq]')];
  }

  private firstUnsent(): Element | null {
    return this.list.querySelector(':scope > [data-unsent]');
  }
}

function seqOf(entry: HTMLElement): number {
  return Number(entry.dataset.seq) || 0;
}
