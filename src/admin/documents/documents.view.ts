import type { FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/documents/documents.hbs` */
export interface DocumentsView {
  shell: ShellView;
  series: {
    title: string;
    newUrl: string;
    versions: {
      url: string;
      version: number;
      publishedAt: string;
      mustAccept: boolean;
      current: boolean;
      /** How many people accepted it, in words where they are too many to be counted. */
      accepted: string;
    }[];
  }[];
}

/** `views/admin/documents/document.hbs`: one version to read. */
export interface DocumentView {
  shell: ShellView;
  listUrl: string;
  title: string;
  version: number;
  publishedAt: string;
  mustAccept: boolean;
  texts: { locale: string; language: string; direction: 'ltr' | 'rtl'; title: string; body: string }[];
}

/** `views/admin/documents/document-new.hbs`: the next version, started from the present one. */
export interface DocumentFormView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  title: string;
  version: number;
  audience: string;
  kind: string;
  mustAccept: boolean;
  texts: {
    locale: string;
    language: string;
    direction: 'ltr' | 'rtl';
    title: string;
    body: string;
    titleError: string | null;
    bodyError: string | null;
    /** Whether it stands open: languages without a text are folded. */
    open: boolean;
  }[];
}
