const SAYS_SO_MS = 2000;

/** Buttons that copy a field; hidden where the browser cannot, since the field can be selected by hand. */
export function copyButtons(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const field = document.getElementById(button.dataset.copy ?? '') as HTMLInputElement | null;
  if (!field) return;
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), SAYS_SO_MS);
}
