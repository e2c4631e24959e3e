import type { Action, Navigation } from '../workspace/actions.js';
import { desk } from '../workspace/desk.js';
import { must } from '../workspace/dom.js';
import { rows } from './page.js';
import type { Panel } from './panel.js';

/** The board goes through its rows, and opens beside them. */
export function boardNavigation(panel: Panel): Navigation {
  return {
    neighbour(by) {
      const row = panel.current === null ? beside(by) : panel.neighbour(by);
      if (!row) return undefined;
      return () => (panel.current === null ? point(row) : panel.open(row.dataset.row ?? ''));
    },
    listed: () =>
      rows().map((row) => ({
        text: ['.board-name', '.board-excerpt']
          .map((part) => row.querySelector(part)?.textContent?.trim())
          .filter(Boolean)
          .join(' · '),
        url: `${desk.url}/conversations/${row.dataset.row}`,
      })),
    open: (url) => panel.open(url.split('/').at(-1) ?? ''),
    search: () => location.assign(`${desk.url}/search`),
  };
}

/** What only the board offers. */
export function boardActions(panel: Panel): Action[] {
  const row = () =>
    panel.current === null ? here() : rows().find(({ dataset }) => dataset.row === panel.current);
  return [
    {
      id: 'choose',
      key: 'x',
      isPossible: () => row() !== undefined,
      run: () => row()?.querySelector<HTMLElement>('[data-choose]')?.click(),
    },
    {
      id: 'leavePanel',
      key: 'escape',
      isPossible: () => panel.current !== null,
      run: () => panel.leave(),
    },
  ];
}

/** The row that has the focus. */
function here(): HTMLElement | undefined {
  return rows().find((row) => row.contains(document.activeElement));
}

function beside(by: 1 | -1): HTMLElement | undefined {
  const all = rows();
  const place = all.findIndex((row) => row.contains(document.activeElement));
  return all[place === -1 ? (by === 1 ? 0 : all.length - 1) : place + by];
}

/** The space bar chooses it there, and Enter opens it. */
function point(row: HTMLElement): void {
  const box = must<HTMLInputElement>('[data-choose]', row);
  box.focus();
  box.scrollIntoView({ block: 'nearest' });
}
