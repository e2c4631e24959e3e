import type { Navigation } from '../workspace/actions.js';
import { desk } from '../workspace/desk.js';
import { must } from '../workspace/dom.js';
import { rows } from './lists.js';
import { open } from './open-conversation.js';
import { deskPane } from './pane.js';

/** The desk goes through its lists, and opens in the main pane. */
export const deskNavigation: Navigation = {
  neighbour(by) {
    const all = rows();
    const place = all.findIndex((row) => row.dataset.conversation === desk.current);
    const row = all[place === -1 ? (by === 1 ? 0 : all.length - 1) : place + by];
    return row && (() => void open(must<HTMLAnchorElement>('[data-item]', row).href));
  },
  listed: () =>
    rows().map((row) => ({
      text: ['.item-name', '.item-excerpt']
        .map((part) => row.querySelector(part)?.textContent?.trim())
        .filter(Boolean)
        .join(' · '),
      url: must<HTMLAnchorElement>('[data-item]', row).pathname,
    })),
  open: (url) => void open(url),
  search() {
    if (deskPane.search) deskPane.search.focus();
    else void open(`${desk.url}/search`);
  },
};
