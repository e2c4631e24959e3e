import type { Store } from '../../store.js';
import type { Connection } from '../connection.js';
import type { Content } from '../content.js';
import { errorWord, sayError } from '../fields.js';
import { focusThread, part } from '../page.js';

export interface SurveyOptions {
  root: HTMLElement;
  connection: Connection;
  content: Content;
  store: Store;
}

const LATER = 'later';

/** The questions under a closed conversation: what was chosen is kept until the server has it. */
export class Survey {
  constructor(private readonly options: SurveyOptions) {
    const { root } = options;
    // What another tab has chosen there, or put off.
    options.store.follow('survey:', () => this.show(false));
    root.addEventListener('input', ({ target }) => {
      const form = formAround(target);
      if (form) options.store.set(keyOf(form), JSON.stringify(answersOf(form)));
    });
    root.addEventListener('submit', (event) => {
      const form = formAround(event.target);
      if (!form) return;
      event.preventDefault();
      void this.send(form);
    });
    root.addEventListener('click', ({ target }) => {
      const form = target instanceof Element && target.closest('[data-later]') ? formAround(target) : null;
      if (form) this.putOff(form);
    });
  }

  /** Gives back what was chosen before; `wanted` where a link asks for the survey that was put off. */
  show(wanted: boolean): void {
    const form = document.querySelector<HTMLFormElement>('[data-survey]');
    const kept = form && this.options.store.get(keyOf(form));
    if (!kept) return;
    if (kept === LATER) return wanted ? undefined : form.remove();
    for (const [name, value] of Object.entries(JSON.parse(kept) as Record<string, string>)) {
      const field = form.elements.namedItem(name);
      if (field && 'value' in field) field.value = value;
    }
  }

  /** Whether somebody is at it just now. */
  get isAnswered(): boolean {
    return document.hasFocus() && formAround(document.activeElement) !== null;
  }

  private async send(form: HTMLFormElement): Promise<void> {
    const { score, recommendation, comment = '' } = answersOf(form);
    if (!score && !recommendation && comment.trim() === '') return sayError(form, errorWord(form, 'Missing'));
    const { connection, content, store } = this.options;
    const button = part<HTMLButtonElement>('[type="submit"]', form);
    button.disabled = true;
    const answer = await connection.say('survey', 'surveys', {
      conversationId: form.dataset.survey,
      score: score ? Number(score) : null,
      recommendation: recommendation ? Number(recommendation) : null,
      comment,
    });
    button.disabled = false;
    if (!answer?.ok) return sayError(form, answer?.message ?? errorWord(form, 'Failed'));
    store.set(keyOf(form), undefined);
    await content.load();
    leave();
  }

  private putOff(form: HTMLFormElement): void {
    this.options.store.set(keyOf(form), LATER);
    form.remove();
    leave();
  }
}

/** The focus finds a new place. */
function leave(): void {
  const start = document.querySelector<HTMLElement>('[data-start]');
  if (start) start.focus();
  else focusThread();
}

function formAround(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>('[data-survey]') : null;
}

function keyOf({ dataset }: HTMLFormElement): string {
  return `survey:${dataset.survey}`;
}

function answersOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(new FormData(form)) as Record<string, string>;
}
