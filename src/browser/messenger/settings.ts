import type { Store } from '../store.js';
import type { Connection } from './connection.js';
import { part } from './page.js';

export interface SettingsHandlers {
  language: (locale: string) => void;
  reload: () => void;
}

/** What visitors decide for themselves; each choice holds as it is made. */
export function bindSettings(store: Store, connection: Connection, handlers: SettingsHandlers): void {
  const panel = part('[data-settings]');
  const sound = part<HTMLInputElement>('[data-setting="sound"]', panel);
  sound.checked = store.get('sound') !== 'off';
  panel.addEventListener('change', async ({ target }) => {
    if (target instanceof HTMLSelectElement) return handlers.language(target.value);
    if (!(target instanceof HTMLInputElement)) return;
    if (target === sound) return store.set('sound', sound.checked ? undefined : 'off');
    if (target.dataset.setting !== 'history-hidden') return;
    const answer = await connection.ask('settings', { historyHidden: target.checked });
    if (answer?.ok) handlers.reload();
    else target.checked = !target.checked;
  });
}
