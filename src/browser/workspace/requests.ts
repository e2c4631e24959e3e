import { ask, isConnected, socket } from './connection.js';
import { csrfToken, fromTemplate, must } from './dom.js';

const PATIENCE_MS = 15_000;

/** What the server made of something: done, or refused with a word for it. */
export interface Outcome {
  ok: boolean;
  message: string;
}

interface Problem {
  title?: string;
  fields?: Record<string, string>;
}

/** Something that did not happen, with the server's word for it where it has one that says more than that it failed. */
export class NotDone extends Error {}

/**
 * Asks for something once at a time: what was pressed works meanwhile. Where no answer comes, or none that can be used,
 * it says so beside it, with all that was written still there and the same a click away.
 */
export async function act<Result>(
  owner: HTMLElement,
  submitter: HTMLElement | null,
  attempt: (button: HTMLElement) => Promise<Result>,
): Promise<Result | null> {
  if (owner.ariaBusy === 'true') return null;
  const button = submitter ?? must('button[type="submit"]', owner);
  owner.ariaBusy = button.ariaBusy = 'true';
  failureAt(owner)?.remove();
  try {
    return await attempt(button);
  } catch (error) {
    sayFailed(owner, button, error);
    return null;
  } finally {
    owner.ariaBusy = button.ariaBusy = null;
  }
}

/** By the socket where there is one, else as the form would go. */
export async function say(
  event: string,
  payload: object,
  form: HTMLFormElement,
  button: HTMLElement,
): Promise<Outcome> {
  if (!isConnected()) return post(form, button);
  const { ok, code, message = '' } = await ask(event, payload);
  if (code === 'unexpected') throw new NotDone();
  return { ok, message };
}

/** Posts a form of ours while the page, and the focus, stay where they are. */
export function post(form: HTMLFormElement, button: HTMLElement): Promise<Outcome> {
  return postTo(form.action, fieldsOf(form, button));
}

export async function postTo(url: string, fields: URLSearchParams): Promise<Outcome> {
  const answer = await send(url, fields, 'application/json');
  if (answer.ok) return { ok: true, message: '' };
  const problem = (await answer.json().catch(() => null)) as Problem | null;
  const [sentence] = Object.values(problem?.fields ?? {});
  return { ok: false, message: sentence ?? problem?.title ?? '' };
}

/** The same for what may answer with a page's fragment; rejects where the server failed or nothing came in time. */
export async function send(url: string, fields: URLSearchParams, accept: string): Promise<Response> {
  const body = new URLSearchParams([...fields, ['_csrf', csrfToken()]]);
  const headers = { 'HX-Request': 'true', Accept: accept };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(url, { method: 'POST', headers, body, signal });
  if (answer.status >= 500) throw new NotDone();
  return answer;
}

export function fieldsOf(form: HTMLFormElement, button?: HTMLElement): URLSearchParams {
  const given = [...new FormData(form, button)].map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(given.filter(([name]) => name !== '_csrf'));
}

function sayFailed(owner: HTMLElement, button: HTMLElement, error: unknown): void {
  const notice = fromTemplate('failed');
  const { wordNetwork = '', wordServer = '' } = notice.dataset;
  const text = must('[data-text]', notice);
  if (error instanceof NotDone) text.textContent = error.message || wordServer;
  else {
    const { wordUndone = '' } = owner.dataset;
    text.textContent = `${wordUndone} ${wordNetwork}`.trim();
    // Once there is a connection again, what is left to say is what was not done.
    socket.once('connect', () => (wordUndone ? (text.textContent = wordUndone) : notice.remove()));
  }
  must('[data-again]', notice).addEventListener('click', () => {
    notice.remove();
    const again = button.isConnected ? button : standIn(owner);
    again?.focus();
    again?.click();
  });
  owner.closest('dialog')?.addEventListener('close', () => notice.remove(), { once: true });
  const place = placeOf(owner);
  if (place.matches('footer')) place.before(notice);
  else place.after(notice);
}

function failureAt(owner: HTMLElement): Element | null {
  const place = placeOf(owner);
  const beside = place.matches('footer') ? place.previousElementSibling : place.nextElementSibling;
  return beside?.matches('[data-failed]') ? beside : null;
}

/** A dialog's foot, the head of the conversation, its tags, else what was pressed. */
function placeOf(owner: HTMLElement): Element {
  const foot = owner.closest('dialog')?.querySelector('footer');
  return foot ?? owner.closest('#desk-header, #panel-head, [data-tags]') ?? owner;
}

/** The button that asks for the same, once what stands around the conversation was shown anew. */
function standIn(owner: HTMLElement): HTMLElement | null {
  const forms = [...document.querySelectorAll<HTMLFormElement>('#main form, [data-panel] form')];
  const same = owner instanceof HTMLFormElement && forms.find((form) => isSame(form, owner));
  return same ? same.querySelector('button') : null;
}

function isSame(one: HTMLFormElement, other: HTMLFormElement): boolean {
  return (
    one.action === other.action &&
    one.method === other.method &&
    String(fieldsOf(one)) === String(fieldsOf(other))
  );
}
