import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { answerWith, optionsFrom, problemOf, tell } from './problems.js';

/** The button that signs in with a passkey, and passkeys among what the browser offers for the address. */
export function signInWithPasskey(): void {
  const form = document.querySelector<HTMLFormElement>('[data-passkey-sign-in]');
  const button = form?.querySelector<HTMLButtonElement>('button');
  if (!form || !button) return;
  form.hidden = false;
  button.addEventListener('click', () => void ask(form));
  if (document.querySelector('[autocomplete~="webauthn"]')) void offerAmongAddresses(form);
}

async function ask(form: HTMLFormElement): Promise<void> {
  tell(form, null);
  if (!browserSupportsWebAuthn()) return tell(form, 'unsupported');
  form.setAttribute('aria-busy', 'true');
  try {
    const optionsJSON = await optionsFrom<PublicKeyCredentialRequestOptionsJSON>(form);
    answerWith(form, await startAuthentication({ optionsJSON }));
  } catch (error) {
    tell(form, problemOf(error));
  } finally {
    form.removeAttribute('aria-busy');
  }
}

/** Nobody has pressed anything: where it comes to nothing, nothing is said. */
async function offerAmongAddresses(form: HTMLFormElement): Promise<void> {
  if (!(await browserSupportsWebAuthnAutofill())) return;
  try {
    const optionsJSON = await optionsFrom<PublicKeyCredentialRequestOptionsJSON>(form);
    answerWith(form, await startAuthentication({ optionsJSON, useBrowserAutofill: true }));
  } catch {
    // The button is there.
  }
}
