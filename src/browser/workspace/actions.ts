import { mainPane } from '../conversation/main-pane.js';

/** Something a member can do by name, and mostly by a key. Its word stands in `views/desk/dialogs/_help.hbs`, by its id. */
export interface Action {
  id: string;
  /** `control+` stands for ⌘ too; null for what only the palette offers. */
  key: string | null;
  isPossible(): boolean;
  run(): void;
}

/** What differs between the desk and the board: which conversations stand on the page, and how one goes to them. */
export interface Navigation {
  /** Goes to the next one, or to the one before; undefined where there is none. */
  neighbour(by: 1 | -1): (() => void) | undefined;
  listed(): { text: string; url: string }[];
  /** Shows the conversation at this address of the desk. */
  open(url: string): void;
  search(): void;
}

/** Everything that the keys, the list under `?` and the palette offer: what is not here exists nowhere of them. */
export function deskActions(navigation: Navigation): Action[] {
  const step = (id: string, key: string, by: 1 | -1): Action => ({
    ...{ id, key },
    isPossible: () => navigation.neighbour(by) !== undefined,
    run: () => navigation.neighbour(by)?.(),
  });
  return [
    step('next', 'j', 1),
    step('previous', 'k', -1),
    {
      id: 'reply',
      key: 'r',
      isPossible: () => mainPane.reply?.offers('message') === true,
      run: () => mainPane.reply?.write('message'),
    },
    {
      id: 'note',
      key: 'n',
      isPossible: () => mainPane.reply !== null,
      run: () => mainPane.reply?.write('note'),
    },
    { id: 'snooze', key: 's', ...button('[data-dialog-open] [aria-keyshortcuts="s"]') },
    { id: 'transfer', key: 't', ...button('[data-dialog-open] [aria-keyshortcuts="t"]') },
    { id: 'resume', key: null, ...button('#conversation-resume button') },
    { id: 'release', key: null, ...button('#conversation-release button') },
    { id: 'close', key: 'e', ...button('#conversation-close button') },
    { id: 'block', key: null, ...button('[data-block-open]') },
    { id: 'search', key: '/', isPossible: () => true, run: () => navigation.search() },
    { id: 'tag', key: 'l', ...button('[data-tag-open]') },
    { id: 'response', key: 'c', ...button('[data-responses-open]') },
    { id: 'availability', key: 'a', ...button('[data-availability] [aria-pressed="false"]') },
    { id: 'palette', key: 'control+k', ...button('[data-palette-open]') },
    { id: 'alerts', key: null, ...button('[data-alerts-open]') },
    { id: 'mentions', key: null, ...button('[data-mentions-open]') },
    { id: 'help', key: '?', ...button('[data-help-open]') },
  ];
}

/** For what a button of the page does: possible while the button is there. */
export function button(selector: string): Pick<Action, 'isPossible' | 'run'> {
  const find = () => document.querySelector<HTMLButtonElement>(selector);
  return { isPossible: () => find()?.disabled === false, run: () => find()?.click() };
}
