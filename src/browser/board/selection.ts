import { toast } from '../workspace/alerts.js';
import { must } from '../workspace/dom.js';
import { board } from './page.js';

/** What is chosen on the board, and what is done with all of it at once. */
export class Selection {
  private readonly ids = new Set<string>();
  private readonly bar = must<HTMLFormElement>('[data-board-chosen]');
  private readonly most = Number(board.dataset.most);

  constructor(private readonly done: () => void) {
    document.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.matches('[data-choose-all]')) this.chooseAll(target);
      if (!target.matches('[data-choose]')) return;
      if (target.checked) this.ids.add(target.value);
      else this.ids.delete(target.value);
      this.show();
    });
    must('[data-unselect]').addEventListener('click', () => this.clear());
    for (const button of this.bar.querySelectorAll<HTMLElement>('[data-ask]'))
      button.addEventListener('click', () => this.ask(button.dataset.ask ?? ''));
    for (const dialog of document.querySelectorAll<HTMLDialogElement>('[data-confirm]')) {
      dialog.addEventListener('htmx:after:swap', () => {
        dialog.close();
        this.tell();
      });
    }
    this.show();
  }

  /** Marks what is chosen among the rows that are there; what has left the board is chosen no more. */
  show(): void {
    const boxes = [
      ...document.querySelectorAll<HTMLInputElement>('[data-row]:not([data-gone]) [data-choose]'),
    ];
    // What fades is not done with any more.
    for (const gone of document.querySelectorAll<HTMLInputElement>('[data-gone] [data-choose]'))
      gone.checked = false;
    const here = new Set(boxes.map(({ value }) => value));
    for (const id of this.ids) if (!here.has(id)) this.ids.delete(id);
    for (const box of boxes) {
      box.checked = this.ids.has(box.value);
      box.closest('[data-row]')?.classList.toggle('chosen', box.checked);
    }
    const isPart = [...document.querySelectorAll<HTMLInputElement>('[data-choose-all]')]
      .map((all) => this.showAll(all))
      .includes(true);
    const tooMany = this.ids.size > this.most;
    this.bar.hidden = this.ids.size === 0;
    must('[data-chosen-count]').textContent = this.words();
    must('[data-chosen-most]').hidden = this.ids.size < this.most;
    for (const words of document.querySelectorAll<HTMLElement>('[data-chosen-shown]')) words.hidden = !isPart;
    for (const button of this.bar.querySelectorAll<HTMLButtonElement>('[data-ask]'))
      button.disabled = tooMany;
  }

  /** As many of a column's rows as may be done with at once; where they are chosen already, none of them. */
  private chooseAll(all: HTMLInputElement): void {
    const before = this.ids.size;
    for (const { value } of boxesOf(all)) {
      if (!all.checked) this.ids.delete(value);
      else if (this.ids.size < this.most) this.ids.add(value);
    }
    if (all.checked && this.ids.size === before) for (const { value } of boxesOf(all)) this.ids.delete(value);
    this.show();
  }

  /** All of the column, some or none; tells whether it is all that is shown and not all that there is. */
  private showAll(all: HTMLInputElement): boolean {
    const boxes = boxesOf(all);
    const chosen = boxes.filter(({ value }) => this.ids.has(value)).length;
    all.closest('label')?.removeAttribute('hidden');
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
    return all.checked && all.dataset.hasMore === 'true';
  }

  private clear(): void {
    this.ids.clear();
    this.show();
    must('#main').focus();
  }

  private words(): string {
    const { one = '', many = '' } = must('[data-chosen-count]').dataset;
    const words = this.ids.size === 1 ? one : many;
    return words.replace(/\d+/, String(this.ids.size));
  }

  private ask(what: string): void {
    const dialog = must<HTMLDialogElement>(`[data-confirm="${what}"]`);
    must('[data-confirm-count]', dialog).textContent = this.words();
    dialog.showModal();
  }

  /** What was refused waits until it is read; that all was done is seen on the board as well. */
  private tell(): void {
    const outcome = must<HTMLDialogElement>('[data-outcome]');
    const done = outcome.querySelector('[data-done-all]');
    done?.remove();
    const goOn = () => must('#main').focus();
    if (done) {
      toast(done.textContent ?? '');
      goOn();
    } else {
      outcome.addEventListener('close', goOn, { once: true });
      outcome.showModal();
    }
    this.ids.clear();
    this.show();
    this.done();
  }
}

function boxesOf(all: HTMLInputElement): HTMLInputElement[] {
  const column = all.closest('[data-column]');
  return [...(column?.querySelectorAll<HTMLInputElement>('[data-row]:not([data-gone]) [data-choose]') ?? [])];
}
