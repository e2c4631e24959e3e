import type { ChoiceView, ShellView } from '../frame/admin.view.js';

/** `views/admin/members/import.hbs`: where a file is chosen or a text pasted. */
export interface ImportView {
  shell: ShellView;
  listUrl: string;
  action: string;
  text: string;
  /** Field → code of what is wrong with it. */
  errors: Record<string, string>;
  locale: ChoiceView[];
  /** Names of groups, as the file may name them. */
  groups: string[];
}

/** `views/admin/members/import-preview.hbs` */
export interface ImportPreviewView {
  shell: ShellView;
  listUrl: string;
  backUrl: string;
  action: string;
  rows: ImportRowView[];
  /** How many are invited, and how many rows are left out. */
  invited: number;
  skipped: number;
  locale: string;
  /** The rows, as the confirmation brings them back. */
  packed: string;
  error: string | null;
}

export interface ImportRowView {
  line: number;
  email: string;
  name: string;
  role: string;
  kind: string;
  groups: string[];
  /** Keys of `errors`. */
  problems: string[];
}
