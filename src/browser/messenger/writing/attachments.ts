import { forgottenOf, type Attached } from '../../attached.js';
import { isHeic } from '../../heic.js';
import type { Store } from '../../store.js';
import type { Connection } from '../connection.js';
import { refusalWord } from '../notices.js';
import { cloneOf, part } from '../page.js';

interface Attachment {
  item: HTMLElement;
  name: string;
  /** Null while it is on its way. */
  id: string | null;
}

export interface AttachmentsOptions {
  connection: Connection;
  store: Store;
  conversationId: () => string | null;
  refused: (message: string) => void;
  /** None is on its way any longer, or one could not be attached. */
  settled: (all: boolean) => void;
}

const MOST = 10;
/** Of what begins a conversation. */
const NEW = 'files:';

/** Files beside the text: chosen, dropped or pasted; uploaded at once and kept with the draft, so that sending is only their numbers. */
export class Attachments {
  private readonly list = part('[data-attachments]');
  private readonly input = part<HTMLInputElement>('[data-file-input]');
  private readonly messenger = part('[data-messenger]');
  private attachments: Attachment[] = [];
  private place = NEW;

  constructor(private readonly options: AttachmentsOptions) {
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
    // What another tab has attached, taken away or sent.
    options.store.follow(NEW, (_, place) => {
      if (place === this.place) this.showKept();
    });
  }

  get isEmpty(): boolean {
    return this.attachments.length === 0;
  }

  get isBusy(): boolean {
    return this.attachments.some(({ id }) => id === null);
  }

  /** The uploaded files, which leave the composer. */
  take(): Attached[] {
    const files = this.uploaded;
    this.clear();
    this.keep();
    return files;
  }

  giveBack(files: readonly Attached[]): void {
    for (const { id, name } of files) this.show(name).id = id;
    this.keep();
  }

  /** Each conversation has its own; what is on its way goes along. */
  belongTo(conversationId: string | null): void {
    const place = `${NEW}${conversationId ?? ''}`;
    if (place === this.place && this.uploaded.length > 0) return;
    this.place = place;
    this.showKept();
    void this.dropForgotten();
  }

  /** What was attached while the first message was on its way goes along into the conversation that it started. */
  moveTo(conversationId: string): void {
    if (this.place !== NEW || this.uploaded.length === 0) return;
    this.options.store.set(NEW, undefined);
    this.place = `${NEW}${conversationId}`;
    this.keep();
  }

  private get uploaded(): Attached[] {
    return this.attachments.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
  }

  private clear(): void {
    for (const { id, item } of this.attachments) if (id !== null) item.remove();
    this.attachments = this.attachments.filter(({ id }) => id === null);
  }

  private keep(): void {
    const { uploaded } = this;
    this.options.store.set(this.place, uploaded.length > 0 ? JSON.stringify(uploaded) : undefined);
  }

  private showKept(): void {
    this.clear();
    for (const { id, name } of listOf(this.options.store.get(this.place))) this.show(name).id = id;
  }

  private async dropForgotten(): Promise<void> {
    const { connection, refused } = this.options;
    const forgotten = await forgottenOf(this.uploaded, (query) => connection.fetch(`files?${query}`));
    for (const { id } of forgotten) {
      const attachment = this.attachments.find((other) => other.id === id);
      if (attachment) this.remove(attachment);
    }
    const names = forgotten.map(({ name }) => name).join(', ');
    if (names) refused(refusalWord('FilesGone').replace('__names__', names));
  }

  private add(files: FileList | null): void {
    const all = [...(files ?? [])];
    const chosen = all.filter((file) => !isHeic(file));
    if (chosen.length < all.length) this.options.refused(refusalWord('Heic'));
    const fitting = chosen.slice(0, Math.max(0, MOST - this.attachments.length));
    for (const file of fitting) void this.upload(file);
    if (fitting.length < chosen.length) this.options.refused(refusalWord('TooManyFiles'));
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
      if (this.attachments.includes(attachment)) this.keep();
      this.settle();
    } catch (error) {
      // Of one that was taken away meanwhile nobody waits for anything.
      if (!this.attachments.includes(attachment)) return;
      this.options.settled(false);
      this.remove(attachment);
      this.options.refused(error instanceof Error ? error.message : '');
    }
  }

  private send(file: File, progressed: (loaded: number) => void): Promise<string> {
    const { connection, conversationId } = this.options;
    const { address, authorization } = connection.upload(conversationId());
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
    this.keep();
    this.settle();
  }

  private settle(): void {
    if (!this.isBusy) this.options.settled(true);
  }
}

function readAnswer(text: string): { id?: string; title?: string } {
  try {
    return JSON.parse(text) as { id?: string; title?: string };
  } catch {
    return {};
  }
}

function listOf(text = '[]'): Attached[] {
  try {
    return JSON.parse(text) as Attached[];
  } catch {
    return [];
  }
}
