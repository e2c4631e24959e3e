/** Buttons that ask before they do what cannot be taken back. */
export function asking(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-asks]')) {
    button.addEventListener('click', () => {
      const dialog = document.getElementById(button.dataset.asks ?? '');
      if (dialog instanceof HTMLDialogElement) dialog.showModal();
    });
  }
}
