import { passwords } from '../forms/passwords.js';
import { signInWithPasskey } from '../passkeys/sign-in.js';
import { forgetTyped, keptTyped, SIGNED_IN } from '../typed.js';

/** Whoever was signed in by this tab types the address once: where the session has ended it stands there already. */
function keepAddress(): void {
  const form = document.querySelector<HTMLFormElement>('[data-sign-in]');
  const address = form?.querySelector<HTMLInputElement>('#email');
  if (!form || !address) return;
  const kept = sessionStorage.getItem(SIGNED_IN);
  if (!form.hasAttribute('data-ended')) sessionStorage.removeItem(SIGNED_IN);
  else if (kept && address.value === '') {
    address.value = kept;
    form.querySelector<HTMLElement>('#password')?.focus();
  }
  form.addEventListener('submit', () => {
    forgetOfOthers(form, address.value);
    sessionStorage.setItem(SIGNED_IN, address.value);
  });
}

/** Whoever else signs in finds the page as it is stored, and nothing of what somebody typed on it. */
function forgetOfOthers(form: HTMLFormElement, address: string): void {
  const email = keptTyped()?.email;
  if (!email || email.trim().toLowerCase() === address.trim().toLowerCase()) return;
  forgetTyped();
  const next = form.querySelector<HTMLInputElement>('input[name=next]');
  if (next) next.value = next.value.replace('?expired', '');
}

keepAddress();
signInWithPasskey();
passwords();
