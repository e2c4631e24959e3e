/** Why no passkey came of it; each has its words in the page, beside the button. */
export type Problem = 'unsupported' | 'cancelled' | 'failed' | 'known' | 'unreached';

export class NotAnswered extends Error {}

/** What the browser is to be asked, from the server. */
export async function optionsFrom<Options>(form: HTMLFormElement): Promise<Options> {
  const csrf = form.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? '';
  try {
    const answer = await fetch(form.dataset.options ?? '', {
      method: 'POST',
      headers: { 'X-CSRF-Token': csrf, Accept: 'application/json' },
    });
    if (answer.ok) return (await answer.json()) as Options;
  } catch {
    // As when it answers that it cannot.
  }
  throw new NotAnswered();
}

/** Null where the page itself has begun to ask for something else. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof NotAnswered) return 'unreached';
  const { name, code } = error as { name?: string; code?: string };
  if (code === 'ERROR_CEREMONY_ABORTED') return null;
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'known';
  return name === 'NotAllowedError' ? 'cancelled' : 'failed';
}

export function tell(form: HTMLFormElement, problem: Problem | null): void {
  const banner = form.querySelector<HTMLElement>('[data-passkey-problem]');
  const words = banner?.querySelector('span');
  if (!banner || !words) return;
  banner.setAttribute('role', 'alert');
  banner.hidden = problem === null;
  if (problem) words.textContent = banner.getAttribute(`data-word-${problem}`);
}

/** Sends what a device has answered, as the form would. */
export function answerWith(form: HTMLFormElement, answer: object): void {
  const field = form.querySelector<HTMLInputElement>('[name=answer]');
  if (!field) return;
  field.value = JSON.stringify(answer);
  form.submit();
}
