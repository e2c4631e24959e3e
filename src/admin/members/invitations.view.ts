import type { RefusedAddress } from '../../members/index.js';
import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

export type InvitationOver = 'expired' | 'void';

/** A row of the invitations that nobody has answered yet. */
export interface InvitationRowView {
  email: string;
  role: string;
  kind: string;
  groups: string[];
  by: string;
  sentAt: string;
  expiresAt: string;
  /** Why it cannot be accepted before it is sent again; null where it can. */
  over: InvitationOver | null;
  resendUrl: string;
  withdrawUrl: string;
  /** Names its dialog on the page. */
  dialogId: string;
}

/** `views/admin/members/invite.hbs` */
export interface InviteView {
  shell: ShellView;
  listUrl: string;
  importUrl: string;
  form: FormView;
  emails: string;
  /** Who can't be invited, and why. */
  refused: RefusedAddress[];
  role: ChoiceView[];
  kind: ChoiceView[];
  groups: ChoiceView[];
  locale: ChoiceView[];
}
