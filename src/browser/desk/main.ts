import { keepTimes } from '../times.js';
import { act, say } from '../workspace/requests.js';
import { bindAlertSettings } from '../workspace/alert-settings.js';
import { deskActions } from '../workspace/actions.js';
import { prepareAlerts } from '../workspace/alerts.js';
import { bindBlocking } from './blocking.js';
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
import {
  acceptTerms,
  bindMainPane,
  closeConversation,
  open,
  refreshAround,
  toggleVisitor,
} from './open-conversation.js';
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

function submitted(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.matches('[data-close]')) {
    event.preventDefault();
    void closeConversation(form, event.submitter);
  }
  if (form.matches('[data-terms]') && event.submitter) {
    event.preventDefault();
    void acceptTerms(form, event.submitter as HTMLButtonElement);
  }
  if (form.matches('[data-availability]') && event.submitter) {
    event.preventDefault();
    void changeAvailability(form, event.submitter as HTMLButtonElement);
  }
}

async function changeAvailability(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const outcome = await act(form, button, () => say('availability', { state: button.value }, form, button));
  if (!outcome) return;
  if (!outcome.ok) showRefused(outcome.message);
  refreshLists();
  await refreshAround();
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
bindMainPane();
bindBlocking();
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
document.addEventListener('submit', submitted);
document.addEventListener('refused', (event) => showRefused((event as CustomEvent<string>).detail));
const lookAgain = (): void => {
  mainPane.thread?.markRead();
  markCurrent();
};
document.addEventListener('visibilitychange', lookAgain);
// What came while a dialog covered it; the event does not bubble.
document.addEventListener('close', lookAgain, { capture: true });
window.addEventListener('popstate', () => void open(location.pathname + location.search, 'keep'));
