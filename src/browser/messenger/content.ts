import { whenNothingIsPressed } from '../presses.js';
import type { Connection } from './connection.js';
import type { Host } from './host.js';
import { isHosted } from './hosted.js';
import { showNotice } from './notices.js';

export interface ContentOptions {
  connection: Connection;
  host: Host;
  conversationId: () => string | null;
  shown: (html: string) => Promise<void>;
}

/** Fetches what the visitor may see: one fetch at a time, and none that asks for something else is lost. */
export class Content {
  private loading: Promise<void> | undefined;
  /** One more after the present fetch, for what has happened since that one was asked for. */
  private next: Promise<void> | undefined;

  constructor(private readonly options: ContentOptions) {}

  get isLoading(): boolean {
    return this.loading !== undefined;
  }

  /** The wished conversation, else the present one; `fresh` asks for a blank page. */
  load(wished = this.options.conversationId(), fresh = false): Promise<void> {
    if (this.loading && (fresh || wished !== this.options.conversationId()))
      return this.loading.then(() => this.load(wished, fresh));
    if (this.loading) return (this.next ??= this.loading.then(() => this.follow()));
    this.loading = this.fetch(wished, fresh).finally(() => (this.loading = undefined));
    return this.loading;
  }

  private follow(): Promise<void> {
    this.next = undefined;
    return this.load();
  }

  private async fetch(wished: string | null, fresh: boolean): Promise<void> {
    const { connection, host, shown } = this.options;
    try {
      const query = new URLSearchParams();
      if (wished) query.set('conversation', wished);
      if (fresh) query.set('fresh', '1');
      const answer = await connection.fetch(`content?${query}`);
      if (answer.status === 401 && !isHosted()) return host.tell({ causerie: 'refused' });
      if (!answer.ok) throw new Error(answer.statusText);
      const html = await answer.text();
      await whenNothingIsPressed();
      await shown(html);
      showNotice('error', false);
    } catch {
      // Without a connection that is what is said.
      showNotice('error', connection.live || connection.isBlocked);
    }
  }
}
