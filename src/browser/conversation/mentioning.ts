import { onKey } from '../key-presses.js';
import { fetchFragment, fragmentOf, must } from '../workspace/dom.js';
import type { Drafts, Mention } from './drafts.js';
import { plain } from '../workspace/fuzzy.js';

/** What is being typed of a name: an @ at the start of a word, up to where one writes. */
const BEGUN = /(?:^|[\s(])@([^\n@]{0,40})$/u;

/** Offers members to mention while an @ is being written in a note; who is chosen is kept with the draft. */
export class Mentioning {
  isOn = false;
  private members: Promise<HTMLElement[]> | undefined;
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private asked = 0;

  constructor(
    form: HTMLFormElement,
    private readonly input: HTMLTextAreaElement,
    private readonly drafts: Drafts,
  ) {
    this.list = must('[data-mentionable]', form);
    this.status = must('[data-mentionable-status]', form);
    input.addEventListener('input', () => void this.offer());
    input.addEventListener('blur', () => this.close());
    // Before the reply box itself, where Enter sends.
    onKey(input, (event) => this.pressed(event), { capture: true });
    this.list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      const member = (event.target as Element).closest<HTMLElement>('[data-member]');
      if (member) this.choose(member);
    });
  }

  /** Who of those chosen still stands in the text. */
  mentioned(text: string): Mention[] {
    return this.drafts.mentions().filter(({ name }) => text.includes(`@${name}`));
  }

  close(): void {
    this.list.hidden = true;
    this.input.removeAttribute('aria-activedescendant');
    this.status.textContent = '';
  }

  private async offer(): Promise<void> {
    const begun = this.begun();
    if (begun === null) return this.close();
    const asked = ++this.asked;
    const members = await this.known();
    if (asked !== this.asked || !members) return;
    const found = members.filter(({ dataset }) => isNamed(dataset.name ?? '', begun));
    const isNobody = found.length === 0 && !/\s/.test(begun);
    this.list.replaceChildren(...found);
    this.list.hidden = found.length === 0;
    this.status.textContent = isNobody ? (this.status.dataset.wordNone ?? '') : '';
    const [first] = found;
    if (first) this.point(first);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private begun(): string | null {
    if (!this.isOn || this.input.selectionStart !== this.input.selectionEnd) return null;
    return BEGUN.exec(this.input.value.slice(0, this.input.selectionStart))?.[1] ?? null;
  }

  private async known(): Promise<HTMLElement[] | null> {
    this.members ??= fetchFragment(this.list.dataset.mentionable ?? '').then(
      (html) => [...fragmentOf(html).children] as HTMLElement[],
    );
    return this.members.catch(() => {
      this.members = undefined;
      this.status.textContent = this.status.dataset.wordFailed ?? '';
      return null;
    });
  }

  private pressed(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const options = [...this.list.children] as HTMLElement[];
    const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const pointed = options[at];
    const next = step && options[(at + step + options.length) % options.length];
    if (next) this.point(next);
    else if (pointed && (event.key === 'Enter' || event.key === 'Tab')) this.choose(pointed);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private point(option: HTMLElement): void {
    for (const each of this.list.children) each.setAttribute('aria-selected', String(each === option));
    this.input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  private choose({ dataset: { member = '', name = '' } }: HTMLElement): void {
    const end = this.input.selectionStart;
    const begun = this.begun() ?? '';
    this.input.setRangeText(`@${name} `, end - begun.length - 1, end, 'end');
    const others = this.drafts.mentions().filter(({ id }) => id !== member);
    this.drafts.keepMentions([...others, { id: member, name }]);
    this.input.dispatchEvent(new Event('input'));
    this.close();
    this.input.focus();
  }
}

/** Whether what is begun is the beginning of the name or of one of its words, whatever the accents. */
function isNamed(name: string, begun: string): boolean {
  const wanted = plain(begun);
  const own = plain(name);
  return own.startsWith(wanted) || (wanted !== '' && own.includes(` ${wanted}`));
}
