import { ask, socket } from './connection.js';
import { must } from './dom.js';

type Alert = 'sound' | 'title' | 'desktop';

const KINDS: Alert[] = ['sound', 'title', 'desktop'];

/** Whether the member wants to be told in this way. */
export function wants(kind: Alert): boolean {
  return box(kind).checked;
}

/** The switches of the member, kept on the server, and what this browser allows; it is asked only by a click. */
export function bindAlertSettings(changed: () => void): void {
  const dialog = must<HTMLDialogElement>('[data-alerts-dialog]');
  const failed = must('[data-alerts-failed]', dialog);
  must('[data-alerts-open]').addEventListener('click', () => {
    failed.hidden = true;
    showPermission();
    dialog.showModal();
  });
  must('[data-permission-ask]', dialog).addEventListener('click', () => {
    void Notification.requestPermission().then(showPermission);
  });
  dialog.addEventListener('change', ({ target }) => void save(target as HTMLInputElement, failed, changed));
  socket.on('alerts', (alerts: Record<Alert, boolean>) => {
    for (const kind of KINDS) box(kind).checked = alerts[kind];
    changed();
  });
}

async function save(input: HTMLInputElement, failed: HTMLElement, changed: () => void): Promise<void> {
  const alerts = Object.fromEntries(KINDS.map((kind) => [kind, box(kind).checked]));
  const answer = await ask('alerts', alerts).catch(() => null);
  failed.hidden = answer?.ok === true;
  if (!answer?.ok) input.checked = !input.checked;
  changed();
}

function showPermission(): void {
  const state = 'Notification' in window ? Notification.permission : 'unsupported';
  for (const line of document.querySelectorAll<HTMLElement>('[data-permission]')) {
    line.hidden = line.dataset.permission !== state;
  }
}

function box(kind: Alert): HTMLInputElement {
  return must<HTMLInputElement>(`[data-alert="${kind}"]`);
}
