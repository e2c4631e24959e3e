import { takeLink } from '../link.js';
import { openStore } from '../store.js';
import type { FromHost } from './host.js';
import { showNotice } from './notices.js';

interface Entered {
  token: string;
  link?: { conversation?: string; token?: string; notice?: string };
}

export function isHosted(): boolean {
  return window.parent === window;
}

/** The messenger on a page of ours, where a link in a message found no page of the site: no frame, no loader. */
export async function enterHosted(root: HTMLElement, heard: (message: FromHost) => void): Promise<void> {
  root.dataset.hosted = '';
  const siteKey = root.dataset.site ?? '';
  const kept = openStore(() => localStorage, `causerie:${siteKey}:`);
  const visit = openStore(() => sessionStorage, `causerie:${siteKey}:`);
  const link = takeLink();
  const entered = link ? await follow(siteKey, link, kept.get('token')) : null;
  if (entered?.link?.notice) return showNotice('refused', true, entered.link.notice);
  if (entered) {
    kept.set('token', entered.token);
    visit.set('guest', entered.link?.token);
  }
  const guest = visit.get('guest');
  const token = guest ?? kept.get('token');
  if (!token) return showNotice('error', true);
  const conversation = entered?.link?.conversation;
  heard({ causerie: 'opened', open: true, focus: true, token, guest: !!guest, engaged: true, conversation });
}

/** From what somebody else's link shows to the visitor's own. */
export function leaveHosted(siteKey: string): void {
  openStore(() => sessionStorage, `causerie:${siteKey}:`).set('guest', undefined);
  location.reload();
}

async function follow(siteKey: string, link: string, token: string | undefined): Promise<Entered | null> {
  const answer = await fetch(`/w/${siteKey}/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link, token, locale: document.documentElement.lang }),
  }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as Entered) : null;
}
