import type { ShellView } from '../frame/admin.view.js';

/** `views/admin/waiting/waiting.hbs`: everything that waits, with the reason in words. */
export interface WaitingView {
  shell: ShellView;
  waiting: WaitingRowView[];
  more: boolean;
}

export interface WaitingRowView {
  visitor: string;
  /** Only the page has said what they are called. */
  isNameUnverified: boolean;
  url: string;
  queue: string;
  since: string;
  reason: string;
  fault: boolean;
}
