import { csrfToken, fromTemplate, must } from './dom.js';
import { desk, refusalWord } from './desk.js';
import type { Kind } from './drafts.js';

export interface Attached {
  id: string;
  name: string;
}

/** Files chosen for the next message, and for the next note: uploaded at once, sent with it. */
export class Attachments {
  private kind: Kind = 'message';
  private readonly kept: Record<Kind, Attached[]> = { message: [], note: [] };
  private uploads: Promise<boolean>[] = [];
  private readonly list: HTMLElement;
  private readonly input: HTMLInputElement;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly conversationId: string,
  ) {
    this.list = must('[data-attachments]', form);
    this.input = must<HTMLInputElement>('[data-file-input]', form);
    must('[data-attach]', form).addEventListener('click', () => this.input.click());
    this.input.addEventListener('change', () => {
      this.add([...(this.input.files ?? [])]);
      this.input.value = '';
    });
    form.addEventListener('paste', ({ clipboardData }) => this.add([...(clipboardData?.files ?? [])]));
    form.addEventListener('dragover', (event) => event.preventDefault());
    form.addEventListener('drop', (event) => {
      event.preventDefault();
      this.add([...(event.dataTransfer?.files ?? [])]);
    });
  }

  get isBusy(): boolean {
    return this.uploads.length > 0;
  }

  /** Whether all that were on their way have arrived. */
  async arrived(): Promise<boolean> {
    return (await Promise.all(this.uploads)).every(Boolean);
  }

  /** Of what is being written now. */
  get files(): Attached[] {
    return this.kept[this.kind];
  }

  turnTo(kind: Kind): void {
    this.kind = kind;
    for (const line of this.lines()) line.hidden = line.dataset.kind !== kind;
  }

  clear(): void {
    this.kept[this.kind] = [];
    for (const line of this.lines()) if (line.dataset.kind === this.kind) line.remove();
  }

  private lines(): HTMLElement[] {
    return [...this.list.children] as HTMLElement[];
  }

  private add(files: File[]): void {
    for (const file of files) {
      const upload = this.upload(file);
      this.uploads.push(upload);
      void upload.then(() => (this.uploads = this.uploads.filter((each) => each !== upload)));
    }
  }

  /** Whether it arrived; if not, it has been said why. */
  private async upload(file: File): Promise<boolean> {
    const line = fromTemplate('attachment');
    must('[data-name]', line).textContent = file.name;
    line.classList.add('pending');
    const kind = this.kind;
    line.dataset.kind = kind;
    this.list.append(line);
    try {
      const attached = { id: await this.store(file), name: file.name };
      line.classList.remove('pending');
      this.kept[kind].push(attached);
      must('[data-remove]', line).addEventListener('click', () => {
        this.kept[kind] = this.kept[kind].filter((each) => each !== attached);
        line.remove();
      });
      return true;
    } catch (error) {
      line.remove();
      this.form.dispatchEvent(
        new CustomEvent('refused', { bubbles: true, detail: (error as Error).message }),
      );
      return false;
    }
  }

  private async store(file: File): Promise<string> {
    const body = new FormData();
    body.append('file', file, file.name);
    const answer = await fetch(`${desk.url}/conversations/${this.conversationId}/files`, {
      method: 'POST',
      headers: { 'X-CSRF-Token': csrfToken(), Accept: 'application/json' },
      body,
    }).catch(() => null);
    const result = (await answer?.json().catch(() => null)) as { id: string; title?: string } | null;
    if (!answer?.ok || !result) throw new Error(result?.title ?? refusalWord('fileFailed'));
    return result.id;
  }
}
