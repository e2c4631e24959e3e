import { forgottenOf, type Attached } from '../attached.js';
import { isHeic } from '../heic.js';
import { csrfToken, fromTemplate, must } from '../workspace/dom.js';
import { desk, refusalWord } from '../workspace/desk.js';
import { KINDS, type Drafts, type Kind } from './drafts.js';

/** Files chosen for the next message, and for the next note: uploaded at once, kept with the draft, sent with it. */
export class Attachments {
  private kind: Kind = 'message';
  private uploads: Promise<boolean>[] = [];
  private readonly list: HTMLElement;
  private readonly input: HTMLInputElement;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly conversationId: string,
    private readonly drafts: Drafts,
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
    for (const kind of KINDS)
      for (const file of drafts.files(kind)) this.attach(this.line(kind, file.name), kind, file);
    void this.dropMissing();
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
    return this.drafts.files(this.kind);
  }

  turnTo(kind: Kind): void {
    this.kind = kind;
    for (const line of this.lines()) line.hidden = line.dataset.kind !== kind;
  }

  clear(): void {
    this.drafts.keepFiles(this.kind, []);
    for (const line of this.lines()) if (line.dataset.kind === this.kind) line.remove();
  }

  /** Shows what another tab has attached, taken away or sent. */
  follow(kind: Kind): void {
    const files = this.drafts.files(kind);
    const shown = this.lines().filter(({ dataset }) => dataset.kind === kind && dataset.file);
    for (const line of shown) if (!files.some(({ id }) => id === line.dataset.file)) line.remove();
    for (const file of files)
      if (!shown.some(({ dataset }) => dataset.file === file.id))
        this.attach(this.line(kind, file.name), kind, file);
  }

  private lines(): HTMLElement[] {
    return [...this.list.children] as HTMLElement[];
  }

  private add(files: File[]): void {
    const chosen = files.filter((file) => !isHeic(file));
    if (chosen.length < files.length) this.refuse(refusalWord('heic'));
    for (const file of chosen) {
      const upload = this.upload(file);
      this.uploads.push(upload);
      void upload.then(() => (this.uploads = this.uploads.filter((each) => each !== upload)));
    }
  }

  /** Whether it arrived, or was taken away before; if not, it has been said why. */
  private async upload(file: File): Promise<boolean> {
    const { kind } = this;
    const line = this.line(kind, file.name);
    const takenAway = new AbortController();
    must('[data-remove]', line).addEventListener('click', () => takenAway.abort());
    line.classList.add('pending');
    try {
      const attached = { id: await this.store(file, takenAway.signal), name: file.name };
      line.classList.remove('pending');
      this.drafts.keepFiles(kind, [...this.drafts.files(kind), attached]);
      this.attach(line, kind, attached);
      return true;
    } catch (error) {
      line.remove();
      if (takenAway.signal.aborted) return true;
      this.refuse((error as Error).message);
      return false;
    }
  }

  private line(kind: Kind, name: string): HTMLElement {
    const line = fromTemplate('attachment');
    must('[data-name]', line).textContent = name;
    line.dataset.kind = kind;
    line.hidden = kind !== this.kind;
    this.list.append(line);
    return line;
  }

  private attach(line: HTMLElement, kind: Kind, { id }: Attached): void {
    line.dataset.file = id;
    must('[data-remove]', line).addEventListener('click', () => this.drop(kind, id));
  }

  private drop(kind: Kind, id: string): void {
    this.drafts.keepFiles(
      kind,
      this.drafts.files(kind).filter((file) => file.id !== id),
    );
    this.lines()
      .find((line) => line.dataset.file === id)
      ?.remove();
  }

  private async dropMissing(): Promise<void> {
    const kept = KINDS.flatMap((kind) => this.drafts.files(kind).map((file) => ({ ...file, kind })));
    const missing = await forgottenOf(kept, (query) => fetch(`${this.url}?${query}`));
    for (const { kind, id } of missing) this.drop(kind, id);
    const names = missing.map(({ name }) => name).join(', ');
    if (names) this.refuse(refusalWord('filesGone').replace('__names__', names));
  }

  private refuse(message: string): void {
    this.form.dispatchEvent(new CustomEvent('refused', { bubbles: true, detail: message }));
  }

  private get url(): string {
    return `${desk.url}/conversations/${this.conversationId}/files`;
  }

  private async store(file: File, signal: AbortSignal): Promise<string> {
    const body = new FormData();
    body.append('file', file, file.name);
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: { 'X-CSRF-Token': csrfToken(), Accept: 'application/json' },
      body,
      signal,
    }).catch(() => null);
    const result = (await answer?.json().catch(() => null)) as { id: string; title?: string } | null;
    if (!answer?.ok || !result) throw new Error(result?.title ?? refusalWord('fileFailed'));
    return result.id;
  }
}
