const SAYS_SO_MS = 2000;

/** Ways to keep the recovery codes that stand on the page: in the clipboard, in a file, on paper. */
export function keepCodes(): void {
  const codes = document.querySelector<HTMLElement>('[data-codes]');
  if (!codes) return;
  if (navigator.clipboard) offer('[data-codes-copy]', (button) => void copy(button, textOf(codes)));
  offer('[data-codes-download]', () => download(codes.dataset.file ?? 'codes.txt', textOf(codes)));
  offer('[data-codes-print]', () => window.print());
}

function offer(selector: string, act: (button: HTMLElement) => void): void {
  const button = document.querySelector<HTMLElement>(selector);
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => act(button));
}

function textOf(codes: HTMLElement): string {
  const head = codes.querySelector('[data-codes-head]')?.textContent?.trim() ?? '';
  const lines = [...codes.querySelectorAll('li')].map(({ textContent }) => textContent?.trim());
  return [head, '', ...lines, ''].join('\n');
}

async function copy(button: HTMLElement, text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), SAYS_SO_MS);
  const said = document.querySelector<HTMLElement>('[data-codes-copied]');
  if (said) said.textContent = said.dataset.words ?? '';
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
