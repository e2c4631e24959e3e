import { takeLink } from '../link.js';
import { openStore } from '../store.js';
import type { FromHost } from './host.js';

interface Entered {
  token: string;
  link?: { conversation?: string; token?: string; notice?: string };
}

export function isHosted(): boolean {
  return window.parent === window;
}

/** The messenger on a page of ours, where a link in a message found no page of the site: no frame, no loader. */
export class Hosted {
  private readonly kept;
  private readonly visit;

  constructor(
    private readonly siteKey: string,
    private readonly locale: string,
    private readonly heard: (message: FromHost) => void,
    private readonly told: (notice: string) => void,
  ) {
    this.kept = openStore(() => localStorage, `causerie:${siteKey}:`);
    this.visit = openStore(() => sessionStorage, `causerie:${siteKey}:`);
  }

  async enter(): Promise<void> {
    const link = takeLink();
    const entered = link ? await this.follow(link) : null;
    if (entered) {
      this.kept.set('token', entered.token);
      this.visit.set('guest', entered.link?.token);
      if (entered.link?.notice) return this.told(entered.link.notice);
    }
    const token = this.visit.get('guest') ?? this.kept.get('token');
    if (!token) return this.told('');
    const conversation = entered?.link?.conversation;
    this.heard({ causerie: 'opened', open: true, focus: true, token, conversation });
  }

  private async follow(link: string): Promise<Entered | null> {
    const answer = await fetch(`/w/${this.siteKey}/links`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link, token: this.kept.get('token'), locale: this.locale }),
    }).catch(() => null);
    return answer?.ok ? ((await answer.json()) as Entered) : null;
  }
}
