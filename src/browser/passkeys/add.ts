import {
  browserSupportsWebAuthn,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/browser';
import { answerWith, optionsFrom, problemOf, tell } from './problems.js';

/** Has a device make a passkey before the form is sent. */
export function addPasskey(): void {
  const form = document.querySelector<HTMLFormElement>('[data-passkey-add]');
  form?.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      void ask(form);
    },
    { capture: true },
  );
}

async function ask(form: HTMLFormElement): Promise<void> {
  tell(form, null);
  if (!browserSupportsWebAuthn()) return tell(form, 'unsupported');
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  try {
    const optionsJSON = await optionsFrom<PublicKeyCredentialCreationOptionsJSON>(form);
    answerWith(form, await startRegistration({ optionsJSON }));
  } catch (error) {
    tell(form, problemOf(error));
  } finally {
    form.removeAttribute('aria-busy');
  }
}
