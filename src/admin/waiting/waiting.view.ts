import type { ShellView } from '../frame/admin.view.js';

/** `views/admin/waiting/waiting.hbs`: everything that waits, with the reason in words. */
export interface WaitingView {
  shell: ShellView;
  waiting: { visitor: string; url: string; queue: string; since: string; reason: string; fault: boolean }[];
  more: boolean;
}
