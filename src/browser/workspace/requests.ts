import type { HtmxRequestCtx } from 'htmx.org';
import { socket } from './connection.js';
import { fragmentOf, fromTemplate, must } from './dom.js';

/** Something that did not happen, with the server's word for it where it has one that says more than that it failed. */
export class NotDone extends Error {}

/** Where a refusal is told beside what was pressed; elsewhere it stands above the reply box. */
const TOLD_BESIDE = 'dialog, [data-tags], [data-mail], [data-failure]';

/**
 * What htmx asks for: what was pressed works meanwhile. Where no answer comes, or none that can be used, it says so beside
 * it, with all that was written still there and the same a click away.
 */
export function bindRequests(): void {
  document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
    const owner = ownerOf(ctx);
    owner.ariaBusy = pressedOf(ctx).ariaBusy = ctx.target.ariaBusy = 'true';
    forgetFailure(owner);
  });
  document.addEventListener('htmx:after:request', (event) => {
    const { ctx } = event.detail;
    const { status = 0, headers } = ctx.response ?? {};
    // What was asked for is asked again, with what was wrong.
    const isFragment = status < 500 && !headers?.has('HX-Retarget');
    if (status < 400 || isFragment) return;
    event.preventDefault();
    if (status >= 500) sayFailed(ownerOf(ctx), pressedOf(ctx), new NotDone());
    else refused(ctx);
  });
  document.addEventListener('htmx:error', ({ detail: { ctx, error } }) => {
    if (ctx) sayFailed(ownerOf(ctx), pressedOf(ctx), ctx.response ? new NotDone() : error);
  });
  document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => {
    const { aborted, reason } = ctx.request.signal;
    // The next question works there already.
    if (aborted && reason !== 'timeout') return;
    ownerOf(ctx).ariaBusy = pressedOf(ctx).ariaBusy = ctx.target.ariaBusy = null;
  });
}

function refused(ctx: HtmxRequestCtx): void {
  const notice = fragmentOf(ctx.text ?? '');
  const signIn = notice.querySelector<HTMLAnchorElement>('[data-sign-in-again]');
  if (signIn) return location.assign(signIn.href);
  const owner = ownerOf(ctx);
  const detail = notice.textContent.trim();
  if (owner.closest(TOLD_BESIDE)) sayFailed(owner, pressedOf(ctx), new NotDone(detail));
  else owner.dispatchEvent(new CustomEvent('refused', { bubbles: true, detail }));
}

function ownerOf(ctx: HtmxRequestCtx): HTMLElement {
  return ctx.sourceElement as HTMLElement;
}

function pressedOf(ctx: HtmxRequestCtx): HTMLElement {
  return (ctx.request.submitter as HTMLElement | undefined) ?? ownerOf(ctx);
}

function sayFailed(owner: HTMLElement, button: HTMLElement, error: unknown): void {
  const own = ownNotice(owner);
  if (own) return void (own.hidden = false);
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

function forgetFailure(owner: HTMLElement): void {
  failureAt(owner)?.remove();
  const own = ownNotice(owner);
  if (own) own.hidden = true;
}

/** Where a part of the page has one of its own. */
function ownNotice(owner: HTMLElement): HTMLElement | null {
  return document.getElementById(owner.closest<HTMLElement>('[data-failure]')?.dataset.failure ?? '');
}

function failureAt(owner: HTMLElement): Element | null {
  const place = placeOf(owner);
  const beside = place.matches('footer') ? place.previousElementSibling : place.nextElementSibling;
  return beside?.matches('[data-failed]') ? beside : null;
}

/** A dialog's foot, the head of the conversation, its tags, else what was pressed. */
function placeOf(owner: HTMLElement): Element {
  const foot = owner.closest('dialog')?.querySelector('footer');
  return foot ?? owner.closest('#desk-header, #panel-head, [data-tags], [data-tag-options]') ?? owner;
}

/** The button that asks for the same, once what stands around the conversation was shown anew. */
function standIn(owner: HTMLElement): HTMLElement | null {
  const forms = [...document.querySelectorAll<HTMLFormElement>('#main form, [data-panel] form')];
  const same = owner instanceof HTMLFormElement && forms.find((form) => isSame(form, owner));
  return same ? same.querySelector('button') : null;
}

function isSame(one: HTMLFormElement, other: HTMLFormElement): boolean {
  return one.action === other.action && one.method === other.method && fieldsOf(one) === fieldsOf(other);
}

function fieldsOf(form: HTMLFormElement): string {
  const given = [...new FormData(form)].filter(([name]) => name !== '_csrf');
  return JSON.stringify(given);
}
