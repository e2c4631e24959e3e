import { isHeic } from '../heic.js';
import type { Connection } from './connection.js';
import type { UnsentFile } from './outbox.js';
import { refusalWord } from './notices.js';
import { cloneOf, part } from './page.js';

interface Attachment {
  item: HTMLElement;
  name: string;
  /** Null while it is on its way. */
  id: string | null;
}

const MOST = 10;

/** Files beside the text: chosen, dropped or pasted; uploaded at once, so that sending is only their numbers. */
export class Attachments {
  private readonly list = part('[data-attachments]');
  private readonly input = part<HTMLInputElement>('[data-file-input]');
  private readonly messenger = part('[data-messenger]');
  private attachments: Attachment[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly conversationId: () => string | null,
    private readonly refused: (message: string) => void,
    /** None is on its way any longer, or one could not be attached. */
    private readonly settled: (all: boolean) => void,
  ) {
    part('[data-attach]').addEventListener('click', () => this.input.click());
    this.input.addEventListener('change', () => {
      this.add(this.input.files);
      this.input.value = '';
    });
    part('[data-text-input]').addEventListener('paste', (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.add(event.clipboardData.files);
    });
    this.messenger.addEventListener('dragover', (event) => event.preventDefault());
    this.messenger.addEventListener('drop', (event) => {
      event.preventDefault();
      if (this.messenger.dataset.state === 'ready') this.add(event.dataTransfer?.files ?? null);
    });
  }

  get isBusy(): boolean {
    return this.attachments.some(({ id }) => id === null);
  }

  /** The uploaded files, which leave the composer. */
  take(): UnsentFile[] {
    const files = this.attachments.map(({ id, name }) => ({ id: id as string, name }));
    this.attachments = [];
    this.list.replaceChildren();
    return files;
  }

  giveBack(files: readonly UnsentFile[]): void {
    for (const { id, name } of files) this.show(name).id = id;
  }

  private add(files: FileList | null): void {
    const all = [...(files ?? [])];
    const chosen = all.filter((file) => !isHeic(file));
    if (chosen.length < all.length) this.refused(refusalWord('Heic'));
    const fitting = chosen.slice(0, Math.max(0, MOST - this.attachments.length));
    for (const file of fitting) void this.upload(file);
    if (fitting.length < chosen.length) this.refused(refusalWord('TooManyFiles'));
  }

  private async upload(file: File): Promise<void> {
    const attachment = this.show(file.name);
    const progress = document.createElement('progress');
    progress.max = file.size || 1;
    progress.ariaLabel = file.name;
    attachment.item.append(progress);
    try {
      attachment.id = await this.send(file, (loaded) => (progress.value = loaded));
      progress.remove();
      this.settle();
    } catch (error) {
      // Of one that was taken away meanwhile nobody waits for anything.
      if (!this.attachments.includes(attachment)) return;
      this.settled(false);
      this.remove(attachment);
      this.refused(error instanceof Error ? error.message : '');
    }
  }

  private send(file: File, progressed: (loaded: number) => void): Promise<string> {
    const { address, authorization } = this.connection.upload(this.conversationId());
    const form = new FormData();
    form.append('file', file);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', address);
      request.setRequestHeader('authorization', authorization);
      request.upload.onprogress = ({ loaded }) => progressed(loaded);
      request.onerror = () => reject(new Error(refusalWord('FileFailed')));
      request.onload = () => {
        const { id, title } = readAnswer(request.responseText);
        if (request.status < 300 && id) resolve(id);
        else reject(new Error(title ?? refusalWord('FileFailed')));
      };
      request.send(form);
    });
  }

  private show(name: string): Attachment {
    const item = cloneOf('attachment');
    part('[data-name]', item).textContent = name;
    const attachment: Attachment = { item, name, id: null };
    part('[data-remove]', item).addEventListener('click', () => this.remove(attachment));
    this.attachments.push(attachment);
    this.list.append(item);
    return attachment;
  }

  private remove(attachment: Attachment): void {
    this.attachments = this.attachments.filter((other) => other !== attachment);
    attachment.item.remove();
    this.settle();
  }

  private settle(): void {
    if (!this.isBusy) this.settled(true);
  }
}

function readAnswer(text: string): { id?: string; title?: string } {
  try {
    return JSON.parse(text) as { id?: string; title?: string };
  } catch {
    return {};
  }
}
