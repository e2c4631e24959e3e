import { deskActions } from '../workspace/actions.js';
import { bindAlertSettings } from '../workspace/alert-settings.js';
import { prepareAlerts } from '../workspace/alerts.js';
import { watchConnection } from '../workspace/connection.js';
import { bindHelp } from '../workspace/help.js';
import { bindKeys } from '../workspace/keys.js';
import { watchViewers } from '../conversation/viewers.js';
import { bindMails } from '../workspace/mails.js';
import { bindMentions } from '../workspace/mentions.js';
import { mainPane, showRefused } from '../conversation/main-pane.js';
import { bindPalette } from '../workspace/palette.js';
import { retry } from '../conversation/reply.js';
import { bindRequests } from '../workspace/requests.js';
import { watchRights } from '../workspace/rights.js';
import { watchSending } from '../conversation/sending.js';
import { followTwins } from '../workspace/twins.js';
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
bindRequests();
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
const actions = [
  ...deskActions(navigation).filter(({ id }) => !ON_THE_DESK.includes(id)),
  ...boardActions(panel),
];
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
document.addEventListener('refused', (event) => {
  showRefused((event as CustomEvent<string>).detail);
  panel.soon();
});
// Back and forth lead to what the board opens in place.
document.addEventListener('htmx:before:history:restore', (event) => event.preventDefault());
window.addEventListener('popstate', () => {
  panel.moved();
  void columns.follow();
});
