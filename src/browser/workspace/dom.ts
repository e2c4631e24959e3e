/** The element that the page promises; its absence is a fault of the page. */
export function must<E extends Element = HTMLElement>(selector: string, root: ParentNode = document): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** The first element of a piece of markup that our own server made. */
export function elementOf(html: string): HTMLElement {
  const holder = document.createElement('template');
  holder.innerHTML = html.trim();
  return must('*', holder.content);
}

/** All of a piece of markup that our own server made. */
export function fragmentOf(html: string): DocumentFragment {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  return holder.content;
}

/** A new element from the page's `<template data-template="name">`. */
export function fromTemplate(name: string): HTMLElement {
  const template = must<HTMLTemplateElement>(`template[data-template="${name}"]`);
  return must('*', template.content.cloneNode(true) as DocumentFragment);
}

/** Where single keys write or choose something. */
export function isField(element: EventTarget | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches('input:not([type="checkbox"]), textarea, select'))
  );
}

/** What was asked for and not given. */
export class NotGiven extends Error {
  constructor(readonly status: number) {
    super(`${status}`);
  }
}

/** A fragment of a page, as its markup; a session that has ended leads to the sign-in page. */
export async function fetchFragment(url: string, signal?: AbortSignal): Promise<string> {
  const answer = await fetch(url, { headers: { 'HX-Request': 'true', Accept: 'text/html' }, signal });
  const elsewhere = answer.headers.get('HX-Redirect');
  if (elsewhere) {
    location.assign(elsewhere);
    throw new Error('The session has ended.');
  }
  if (!answer.ok) throw new NotGiven(answer.status);
  return answer.text();
}

/** What unsafe requests of this page carry. */
export function csrfToken(): string {
  return document.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
}

/** Whether somebody can see what is on the page: it is in front, and no dialog covers it. */
export function isInView(): boolean {
  return document.visibilityState === 'visible' && document.querySelector('dialog:modal') === null;
}
