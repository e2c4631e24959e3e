const PAUSE_MS = 400;

/** Shows the mail as it stands in the form, shortly after each change. */
export function livePreview(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-live-preview]')) {
    const button = form.querySelector<HTMLButtonElement>('[data-preview-button]');
    if (!button) continue;
    button.formNoValidate = true;
    let pause: number | undefined;
    form.addEventListener('input', () => {
      clearTimeout(pause);
      pause = window.setTimeout(() => form.requestSubmit(button), PAUSE_MS);
    });
  }
}

/** A submit that goes into a frame leaves the page and its form as they are. */
export function goesIntoFrame(event: SubmitEvent): boolean {
  return event.submitter instanceof HTMLButtonElement && event.submitter.formTarget !== '';
}
