import { deskActions } from '../desk/actions.js';
import { bindAlertSettings } from '../desk/alert-settings.js';
import { prepareAlerts } from '../desk/alerts.js';
import { watchConnection } from '../desk/connection.js';
import { bindHelp } from '../desk/help.js';
import { bindKeys } from '../desk/keys.js';
import { watchViewers } from '../desk/viewers.js';
import { bindMails } from '../desk/mails.js';
import { bindMentions } from '../desk/mentions.js';
import { mainPane, showRefused } from '../desk/main-pane.js';
import { bindPalette } from '../desk/palette.js';
import { retry } from '../desk/reply.js';
import { watchRights } from '../desk/rights.js';
import { watchSending } from '../desk/sending.js';
import { followTwins } from '../desk/twins.js';
import { onKey } from '../key-presses.js';
import { keepTimes } from '../times.js';
import { Selection } from './selection.js';
import { Columns } from './columns.js';
import { hear } from './socket-events.js';
import { Panel } from './panel.js';
import { boardActions, boardNavigation } from './navigation.js';

/** What is done to a conversation by who answers in it, and at a desk. */
const ON_THE_DESK = ['reply', 'snooze', 'transfer', 'resume', 'block', 'tag', 'availability'];

watchConnection();
watchRights();
watchSending((message, state) => {
  if (message.conversationId === mainPane.thread?.conversationId) mainPane.thread.showUnsent(message, state);
}, showRefused);
watchViewers();
const columns = new Columns();
const panel = new Panel(() => void columns.refresh());
const chosen = new Selection(() => void columns.refresh());
columns.whenShown(() => {
  chosen.show();
  panel.mark();
});
const navigation = boardNavigation(panel);
const actions = [...deskActions(navigation).filter(({ id }) => !ON_THE_DESK.includes(id)), ...boardActions(panel)];
bindKeys(actions);
bindHelp(actions);
bindMails();
bindMentions();
bindPalette(actions, navigation);
bindAlertSettings(() => undefined);
prepareAlerts();
hear(columns, panel);
followTwins();
keepTimes();
document.addEventListener('click', ({ target }) => {
  const failed = (target as Element).closest('[data-retry]')?.closest('[id^="entry-"]');
  if (failed) retry(failed.id.replace('entry-', ''));
});
onKey(document, (event) => {
  const { activeElement: here } = document;
  if (event.key !== 'Enter' || !here?.matches('[data-choose]')) return;
  event.preventDefault();
  here.closest('[data-row]')?.querySelector<HTMLElement>('[data-open]')?.click();
});
document.addEventListener('refused', (event) => showRefused((event as CustomEvent<string>).detail));
window.addEventListener('popstate', () => {
  panel.moved();
  void columns.follow();
});
