import { toast } from './alerts.js';
import { socket } from './connection.js';
import { desk } from './desk.js';

const OTHER_RIGHTS = desk.place('other-rights');

/** A page that was made for other rights is loaded again; what is begun waits as a draft, and the new page says why. */
export function watchRights(): void {
  socket.on('rights', () => {
    sessionStorage.setItem(OTHER_RIGHTS, 'yes');
    location.reload();
  });
  if (!sessionStorage.getItem(OTHER_RIGHTS)) return;
  sessionStorage.removeItem(OTHER_RIGHTS);
  toast(desk.word('rights'));
}
