import { deskActions } from '../desk/actions.js';
import { bindAlertSettings } from '../desk/alert-settings.js';
import { prepareAlerts } from '../desk/alerts.js';
import { watchConnection } from '../desk/connection.js';
import { bindHelp } from '../desk/help.js';
import { bindKeys } from '../desk/keys.js';
import { watchLookers } from '../desk/lookers.js';
import { bindMails } from '../desk/mails.js';
import { bindMentions } from '../desk/mentions.js';
import { middle, showRefused } from '../desk/middle.js';
import { bindPalette } from '../desk/palette.js';
import { retry } from '../desk/reply.js';
import { watchRights } from '../desk/rights.js';
import { watchSending } from '../desk/sending.js';
import { followTwins } from '../desk/twins.js';
import { onKey } from '../key-presses.js';
import { keepTimes } from '../times.js';
import { Chosen } from './chosen.js';
import { Columns } from './columns.js';
import { hear } from './hearing.js';
import { Panel } from './panel.js';
import { boardActions, boardWays } from './ways.js';

/** What is done to a conversation by who answers in it, and at a desk. */
const ON_THE_DESK = ['reply', 'snooze', 'transfer', 'resume', 'block', 'tag', 'availability'];

watchConnection();
watchRights();
watchSending((message, state) => {
  if (message.conversationId === middle.thread?.conversationId) middle.thread.showUnsent(message, state);
}, showRefused);
watchLookers();
const columns = new Columns();
const panel = new Panel(() => void columns.refresh());
const chosen = new Chosen(() => void columns.refresh());
columns.whenShown(() => {
  chosen.show();
  panel.mark();
});
const ways = boardWays(panel);
const actions = [...deskActions(ways).filter(({ id }) => !ON_THE_DESK.includes(id)), ...boardActions(panel)];
bindKeys(actions);
bindHelp(actions);
bindMails();
bindMentions();
bindPalette(actions, ways);
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
