import { isSameDay, wordDay, wordTimes } from '../times.js';
import { ask, isConnected } from '../workspace/connection.js';
import { elementOf, fetchFragment, fragmentOf, fromTemplate, isInView, must } from '../workspace/dom.js';
import { unsent, type Unsent } from './outbox.js';

/** Near enough to the end to be taken along by what is new. */
const NEAR_PX = 80;
const TYPING_MS = 5000;

interface CaughtUp {
  hasMore: boolean;
  entries: { seq: number; clientId: string; html: string }[];
}

/** The entries of the open conversation: each once, in the order of their numbers, with nothing missing. */
export class Thread {
  readonly conversationId: string;
  private readonly entries: HTMLElement;
  private readonly scroller: HTMLElement;
  private lastSeq: number;
  private seenSeq: number;
  private readTo = 0;
  private catchingUp: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly element: HTMLElement) {
    this.conversationId = element.dataset.conversation ?? '';
    this.lastSeq = Number(element.dataset.lastSeq);
    this.seenSeq = Number(element.dataset.seenSeq);
    // Who only looks over a shoulder has not read it for the brand.
    if (element.hasAttribute('data-supervised')) this.readTo = Infinity;
    this.entries = must('#thread', element);
    this.scroller = must('[data-scroll]', element);
    this.entries.addEventListener('click', (event) => this.clicked(event.target as Element));
    // A search that leads here shows what it found, wherever that stands.
    const showsFinds = () => element.querySelector('[data-finds-previous]') !== null;
    let staysAtEnd = !showsFinds();
    this.scroller.addEventListener(
      'scroll',
      () => {
        staysAtEnd = this.isNearEnd() && !showsFinds();
        this.markRead();
      },
      { passive: true },
    );
    // Its end stays in view, whatever comes to stand around it.
    new ResizeObserver(() => staysAtEnd && this.toEnd()).observe(this.scroller);
    for (const message of unsent(this.conversationId))
      this.showUnsent(message, isConnected() ? 'failed' : 'pending');
    this.arrange();
    if (showsFinds()) return;
    this.toEnd();
    this.markRead();
  }

  /** The browsers by which the visitor may be present. */
  set people(ids: string) {
    this.element.dataset.people = ids;
  }

  /** Who the visitor is, as the head of the conversation says it, also beside what they wrote under no name. */
  showVisitor(): void {
    const head = must('[data-visitor-avatar]', this.element);
    const name = must('[data-visitor-name]', this.element).textContent ?? '';
    const [tint = ''] = /tint-\d/.exec(head.className) ?? [];
    const [sign] = head.children;
    for (const entry of this.entries.querySelectorAll('.entry.message[data-side="visitor"]')) {
      const avatar = entry.querySelector('.avatar');
      const author = entry.querySelector('.entry-author');
      if (!avatar || !author || !sign) continue;
      if (author.textContent === name && avatar.classList.contains(tint)) continue;
      author.textContent = name;
      avatar.className = `avatar ${tint}`;
      avatar.replaceChildren(sign.cloneNode(true));
    }
  }

  /** An entry as the server shows it. A hole before it is filled first. */
  async receive({ seq, clientId, html }: { seq: number; clientId: string; html: string }): Promise<void> {
    if (seq > this.lastSeq + 1) return this.reach(seq);
    const follows = this.isNearEnd();
    this.place(seq, clientId, html);
    this.lastSeq = Math.max(this.lastSeq, seq);
    this.arrange();
    if (follows) this.toEnd();
    this.markRead();
  }

  /** Fetches what was missed, as after a lost connection; what is on its way may have been read too early. */
  catchUp(): Promise<void> {
    if (this.catchingUp) return (this.next ??= this.catchingUp.then(() => this.followUp()));
    this.catchingUp = this.fetchMissed().finally(() => (this.catchingUp = undefined));
    return this.catchingUp;
  }

  /** Called when the server tells how far the conversation has got. */
  async reach(seq: number): Promise<void> {
    await this.catchingUp;
    if (seq > this.lastSeq) await this.catchUp();
  }

  showUnsent({ clientId, kind, body, fileNames }: Unsent, state: 'pending' | 'failed'): void {
    let entry = document.getElementById(`entry-${clientId}`);
    if (entry?.dataset.seq) return;
    if (!entry) {
      entry = fromTemplate(kind);
      entry.id = `entry-${clientId}`;
      const text = must('[data-text]', entry);
      text.textContent = body;
      text.hidden = body === '';
      must('[data-files]', entry).replaceChildren(...fileNames.map(fileLine));
      this.entries.append(entry);
      this.arrange();
      this.toEnd();
    }
    delete entry.dataset.seq;
    entry.classList.toggle('pending', state === 'pending');
    entry.classList.toggle('failed', state === 'failed');
  }

  showSeen(seq: number): void {
    this.seenSeq = Math.max(this.seenSeq, seq);
    this.arrange();
  }

  showTyping(): void {
    this.hearVisitor();
    const line = must('[data-typing] > *', this.element);
    line.hidden = false;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => (line.hidden = true), TYPING_MS);
  }

  /** Who hears from the visitor needs no advice on putting the conversation away. */
  hearVisitor(): void {
    this.element.dataset.heard = '';
  }

  /** What is on screen, at its end and looked at, is read. */
  markRead(): void {
    if (!isInView() || !this.isNearEnd() || this.lastSeq <= this.readTo) return;
    const seq = (this.readTo = this.lastSeq);
    void ask('read', { conversationId: this.conversationId, seq }).catch(() => (this.readTo = 0));
  }

  private followUp(): Promise<void> {
    this.next = undefined;
    return this.catchUp();
  }

  private async fetchMissed(): Promise<void> {
    for (;;) {
      const request = { conversationId: this.conversationId, after: this.lastSeq };
      const answer = await ask('catch_up', request).catch(() => null);
      if (!answer?.ok) return;
      const { entries, hasMore } = answer as unknown as CaughtUp;
      const follows = this.isNearEnd();
      for (const { seq, clientId, html } of entries) {
        this.place(seq, clientId, html);
        this.lastSeq = Math.max(this.lastSeq, seq);
      }
      this.arrange();
      if (follows) this.toEnd();
      this.markRead();
      if (!hasMore) return;
    }
  }

  private place(seq: number, clientId: string, html: string): void {
    const known = document.getElementById(`entry-${clientId}`);
    if (known?.dataset.seq) return;
    const entry = elementOf(html);
    wordTimes(entry);
    if (entry.dataset.side === 'visitor') must('[data-typing] > *', this.element).hidden = true;
    known?.remove();
    if (!known) entry.classList.add('fresh');
    const before = [...this.entries.querySelectorAll<HTMLElement>('[data-seq]')].findLast(
      (other) => Number(other.dataset.seq) < seq,
    );
    const earlier = this.entries.querySelector('.earlier');
    if (before ?? earlier) (before ?? earlier)?.after(entry);
    else this.entries.prepend(entry);
  }

  /** Days, changes of speaker, and how far the visitor has read. */
  private arrange(): void {
    for (const day of this.entries.querySelectorAll('.day[data-day]')) day.remove();
    let earlier: { at: Date; author?: string } | undefined;
    let lastSeen: HTMLElement | undefined;
    for (const entry of this.entries.querySelectorAll<HTMLElement>('[id^="entry-"]')) {
      // Its own moment comes last: a line may tell of another one before.
      const stamp = [...entry.querySelectorAll('time')].at(-1)?.dateTime;
      const at = stamp ? new Date(stamp) : new Date();
      const author = entry.dataset.author;
      if (!earlier || !isSameDay(earlier.at, at)) startOf(entry).before(dayLine(at));
      entry.classList.toggle('turn', earlier !== undefined && author !== earlier.author);
      entry.classList.remove('seen');
      const isOurs = entry.dataset.side === 'brand' && !entry.matches('.note');
      if (isOurs && entry.dataset.seq && Number(entry.dataset.seq) <= this.seenSeq) lastSeen = entry;
      earlier = { at, author };
    }
    lastSeen?.classList.add('seen');
    this.showVisitor();
  }

  private clicked(target: Element): void {
    const earlier = target.closest<HTMLElement>('[data-earlier]');
    if (earlier?.dataset.earlier) void this.showEarlier(earlier.dataset.earlier);
  }

  /** The entry with this number, fetched with all that stands between where the thread doesn't reach back to it yet. */
  async reveal(seq: number): Promise<HTMLElement | null> {
    for (;;) {
      const entry = this.entries.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
      const { earlier } = this.entries.querySelector<HTMLElement>('[data-earlier]')?.dataset ?? {};
      if (entry || !earlier) return entry;
      if (!(await this.fetchEarlier(`${earlier}&from=${seq}`))) return null;
    }
  }

  private async showEarlier(url: string): Promise<void> {
    if (!(await this.fetchEarlier(url))) return;
    const next = this.entries.querySelector<HTMLElement>('[data-earlier]') ?? this.scroller;
    next.focus({ preventScroll: true });
  }

  private async fetchEarlier(url: string): Promise<boolean> {
    const html = await fetchFragment(url).catch(() => null);
    if (html === null) return false;
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    this.entries.querySelector('.earlier')?.remove();
    this.entries.prepend(fragmentOf(html));
    wordTimes(this.entries);
    this.arrange();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
    return true;
  }

  private isNearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  private toEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

/** The line that marks what is new belongs below the day, not above it. */
function startOf(entry: HTMLElement): Element {
  const before = entry.previousElementSibling;
  return before?.matches('[data-unread]') ? before : entry;
}

function dayLine(at: Date): HTMLElement {
  const line = fromTemplate('day');
  line.dataset.day = '';
  const time = must<HTMLTimeElement>('time', line);
  time.dateTime = at.toISOString();
  time.textContent = wordDay(at);
  return line;
}

function fileLine(name: string): HTMLElement {
  const line = document.createElement('li');
  line.textContent = name;
  return line;
}
