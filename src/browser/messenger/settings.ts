import type { Store } from '../store.js';
import type { Connection } from './connection.js';
import { part } from './page.js';

export interface SettingsHandlers {
  language: (locale: string) => void;
  reload: () => void;
}

const SWITCHES = { 'history-hidden': 'historyHidden', 'email-notifications': 'emailNotifications' } as const;

/** What visitors decide for themselves; each choice holds as it is made. */
export function bindSettings(store: Store, connection: Connection, handlers: SettingsHandlers): void {
  const panel = part('[data-settings]');
  panel.addEventListener('beforetoggle', ({ newState }) => cover(panel, newState === 'open'));
  panel.addEventListener('toggle', ({ newState }) => newState === 'open' && part('button', panel).focus());
  const sound = part<HTMLInputElement>('[data-setting="sound"]', panel);
  sound.checked = store.get('sound') !== 'off';
  // What is switched in another tab of this browser holds here too.
  store.follow('sound', (value) => (sound.checked = value !== 'off'));
  panel.addEventListener('change', async ({ target }) => {
    if (target instanceof HTMLSelectElement) return handlers.language(target.value);
    if (!(target instanceof HTMLInputElement)) return;
    if (target === sound) return store.set('sound', sound.checked ? undefined : 'off');
    const setting = SWITCHES[target.dataset.setting as keyof typeof SWITCHES];
    if (!setting) return;
    const answer = await connection.say('settings', 'settings', { [setting]: target.checked });
    if (!answer?.ok) target.checked = !target.checked;
    else if (setting === 'historyHidden') handlers.reload();
  });
}

/** What stands below the panel is out of the keyboard's reach, before the focus comes or goes back. */
function cover(panel: HTMLElement, covered: boolean): void {
  for (const below of panel.parentElement?.children ?? [])
    if (below !== panel) (below as HTMLElement).inert = covered;
}

/** As the server has them. */
export function showSettings({ historyHidden, emailOff }: DOMStringMap): void {
  part<HTMLInputElement>('[data-setting="history-hidden"]').checked = historyHidden !== undefined;
  part<HTMLInputElement>('[data-setting="email-notifications"]').checked = emailOff === undefined;
}
