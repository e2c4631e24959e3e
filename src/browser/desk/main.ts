import { keepTimes } from '../times.js';
import { bindRequests } from '../workspace/requests.js';
import { bindAlertSettings } from '../workspace/alert-settings.js';
import { deskActions } from '../workspace/actions.js';
import { prepareAlerts } from '../workspace/alerts.js';
import { followAround, refreshAround } from './around.js';
import { bindDialogs } from './dialogs.js';
import { watchConnection } from '../workspace/connection.js';
import { hear } from './socket-events.js';
import { bindHelp } from '../workspace/help.js';
import { bindHints } from '../workspace/hints.js';
import { bindKeys } from '../workspace/keys.js';
import { bindMenus } from '../workspace/menus.js';
import { askBeforeLeaving } from '../workspace/leaving.js';
import { markCurrent, refreshLists, watchLists } from './lists.js';
import { watchViewers } from '../conversation/viewers.js';
import { bindMails } from '../workspace/mails.js';
import { bindMentions } from '../workspace/mentions.js';
import { mainPane, showRefused } from '../conversation/main-pane.js';
import { bindMainPane, open, toggleVisitor } from './open-conversation.js';
import { bindPalette } from '../workspace/palette.js';
import { retry } from '../conversation/reply.js';
import { watchRights } from '../workspace/rights.js';
import { watchSending } from '../conversation/sending.js';
import { followTwins } from '../workspace/twins.js';
import { deskNavigation } from './navigation.js';

const OPENS_IN_PLACE =
  '[data-item], [data-search-link], .desk-back, .toast[href], [data-mention], #desk-visitor a[href*="/desk/conversations/"]';

function clicked(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const target = event.target as Element;
  const link = target.closest<HTMLAnchorElement>(OPENS_IN_PLACE);
  if (link) {
    event.preventDefault();
    void open(link.href);
  }
  if (target.closest('[data-visitor-toggle]')) toggleVisitor();
  const failed = target.closest('[data-retry]')?.closest('[id^="entry-"]');
  if (failed) {
    retry(failed.id.replace('entry-', ''));
    mainPane.reply?.focus();
  }
}

keepTimes();
watchConnection();
watchRights();
watchLists((conversations) => {
  const open = conversations.find(({ id }) => id === mainPane.thread?.conversationId);
  if (open) void mainPane.thread?.reach(open.lastSeq);
});
watchSending((message, state) => {
  if (message.conversationId === mainPane.thread?.conversationId) mainPane.thread.showUnsent(message, state);
}, showRefused);
watchViewers();
bindHints();
bindRequests();
followAround();
bindMainPane();
bindDialogs();
bindMenus();
const actions = deskActions(deskNavigation);
bindKeys(actions);
bindHelp(actions);
bindMails();
bindMentions();
bindPalette(actions, deskNavigation);
bindAlertSettings(markCurrent);
prepareAlerts();
askBeforeLeaving();
hear();
followTwins();
document.addEventListener('click', clicked);
document.addEventListener('availability:changed', () => {
  refreshLists();
  void refreshAround();
});
document.addEventListener('refused', (event) => {
  showRefused((event as CustomEvent<string>).detail);
  // Why it was refused often shows in what has changed meanwhile.
  void refreshAround();
});
const lookAgain = (): void => {
  mainPane.thread?.markRead();
  markCurrent();
};
document.addEventListener('visibilitychange', lookAgain);
// What came while a dialog covered it; the event does not bubble.
document.addEventListener('close', lookAgain, { capture: true });
// Back and forth lead to what the desk opens in place.
document.addEventListener('htmx:before:history:restore', (event) => event.preventDefault());
window.addEventListener('popstate', () => void open(location.pathname + location.search, 'keep'));
