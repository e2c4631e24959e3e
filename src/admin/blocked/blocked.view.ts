import type { AvatarView } from '../../conversations/index.js';
import type { ShellView } from '../frame/admin.view.js';

/** `views/admin/blocked/blocked.hbs` */
export interface BlockedView {
  shell: ShellView;
  visitors: BlockedRowView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

export interface BlockedRowView {
  name: string;
  /** Only the page has said it. */
  isNameUnverified: boolean;
  /** What tells two of the same name apart: an address, or what the site calls them. */
  known: string | null;
  avatar: AvatarView;
  at: string;
  by: string | null;
  /** Their newest conversation. */
  url: string | null;
  unblockUrl: string;
}
