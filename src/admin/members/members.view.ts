import type { AvatarView } from '../../conversations/index.js';
import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';
import type { InvitationRowView } from './invitations.view.js';

/** `views/admin/members/members.hbs` */
export interface MembersView {
  shell: ShellView;
  inviteUrl: string;
  members: MemberRowView[];
  /** Those that nobody has answered yet. */
  invitations: InvitationRowView[];
  /** Why nothing was done with one of them, as a key of `errors`. */
  invitationError: string | null;
  permissions: PermissionView[];
}

/** A row of the table of roles and permissions. */
export interface PermissionView {
  label: string;
  roles: { name: string; may: boolean }[];
}

export interface MemberRowView {
  id: string;
  url: string;
  name: string;
  email: string;
  avatar: AvatarView;
  role: string;
  kind: string;
  status: string;
  suspended: boolean;
  state: 'available' | 'away' | 'offline';
  stateWord: string;
  groups: string[];
  taken: number;
  capacity: number;
  /** Whether they sign in by two steps. */
  twoStep: boolean;
}

/** `views/admin/members/member.hbs` */
export interface MemberView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  member: MemberRowView;
  /** Nobody suspends themselves. */
  isSelf: boolean;
  name: string;
  role: ChoiceView[];
  kind: ChoiceView[];
  groups: ChoiceView[];
  capacity: string;
  statusUrl: string;
  removalUrl: string;
  /** What becomes of what they hold, said before it is done. */
  suspendText: string;
  removeText: string;
  warnings: string[];
}
