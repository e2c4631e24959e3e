import type { ChoiceView, ShellView } from '../frame/admin.view.js';

/** `views/admin/audit/audit.hbs` */
export interface AuditView {
  shell: ShellView;
  action: string;
  kinds: ChoiceView[];
  members: ChoiceView[];
  /** Days, as a date field holds them. */
  from: string;
  to: string;
  lines: AuditLineView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

export interface AuditLineView {
  at: string;
  by: string;
  what: string;
  subject: string | null;
  /** The conversation that it was about. */
  url: string | null;
  changes: { label: string; before: string | null; after: string | null }[];
}
