const PLACE = 'causerie:signed-in';

/** Whoever was signed in by this tab types the address once: where the session has ended it stands there already. */
function keepAddress(): void {
  const form = document.querySelector<HTMLFormElement>('[data-sign-in]');
  const address = form?.querySelector<HTMLInputElement>('#email');
  if (!form || !address) return;
  const kept = sessionStorage.getItem(PLACE);
  if (!form.hasAttribute('data-ended')) sessionStorage.removeItem(PLACE);
  else if (kept && address.value === '') {
    address.value = kept;
    form.querySelector<HTMLElement>('#password')?.focus();
  }
  form.addEventListener('submit', () => sessionStorage.setItem(PLACE, address.value));
}

keepAddress();
