import { desk } from '../workspace/desk.js';
import { fetchFragment, fragmentOf } from '../workspace/dom.js';

/** What is typed in quick succession is searched for once. */
const SEARCH_AFTER_MS = 120;

export interface Found {
  count: number;
  /** What the page says beside the list: nothing found, more to find, or no answer. */
  hint: string;
}

/** The canned responses that fit what is searched for, in a list of which one is marked; its field keeps the focus. */
export class ResponseOptions {
  private planned: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | undefined;
  private marked = 0;

  constructor(
    private readonly list: HTMLElement,
    private readonly field: HTMLElement,
    private readonly conversationId: string,
    private readonly whenFound: (found: Found) => void,
    picked: (body: string) => void,
  ) {
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', ({ target }) => {
      const option = (target as Element).closest<HTMLElement>('[role="option"]');
      if (option) picked(bodyOf(option));
    });
    list.addEventListener('pointermove', ({ target }) => {
      const place = this.all.findIndex((option) => option.contains(target as Node));
      if (place !== -1 && place !== this.marked) this.mark(place);
    });
  }

  /** Whether an answer is still to come. */
  get isSearching(): boolean {
    return this.asked !== undefined;
  }

  /** The text of the response that is marked. */
  get body(): string | null {
    const option = this.all[this.marked];
    return option ? bodyOf(option) : null;
  }

  search(words: string): void {
    this.stop();
    const mine = (this.asked = new AbortController());
    this.planned = setTimeout(() => void this.ask(words, mine), SEARCH_AFTER_MS);
  }

  stop(): void {
    clearTimeout(this.planned);
    this.asked?.abort();
    this.asked = undefined;
  }

  clear(): void {
    this.stop();
    this.list.replaceChildren();
    this.field.removeAttribute('aria-activedescendant');
  }

  /** Marks the next or the one before, round and round. */
  move(by: 1 | -1): void {
    const { length } = this.all;
    if (length > 0) this.mark((this.marked + by + length) % length);
  }

  private async ask(words: string, mine: AbortController): Promise<void> {
    const url = `${desk.url}/conversations/${this.conversationId}/responses?${new URLSearchParams({ search: words })}`;
    const html = await fetchFragment(url, mine.signal).catch(() => null);
    if (mine.signal.aborted) return;
    this.asked = undefined;
    const news = fragmentOf(html ?? '');
    const options = [...news.querySelectorAll<HTMLElement>('[role="option"]')];
    for (const [place, option] of options.entries()) option.id = `${this.list.id}-${place}`;
    this.list.replaceChildren(...options);
    this.mark(0);
    const hint =
      html === null ? this.list.dataset.wordFailed : news.querySelector('[data-hint]')?.textContent;
    this.whenFound({ count: options.length, hint: hint ?? '' });
  }

  private mark(place: number): void {
    this.marked = place;
    for (const [at, option] of this.all.entries()) option.setAttribute('aria-selected', String(at === place));
    const option = this.all[place];
    if (!option) return this.field.removeAttribute('aria-activedescendant');
    this.field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
    this.list.dispatchEvent(new CustomEvent('marked'));
  }

  private get all(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('[role="option"]')];
  }
}

function bodyOf(option: HTMLElement): string {
  return option.querySelector('[data-body]')?.textContent ?? '';
}
