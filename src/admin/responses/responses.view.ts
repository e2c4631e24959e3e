import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/responses/responses.hbs` */
export interface ResponsesView {
  shell: ShellView;
  newUrl: string;
  /** One's own and those that others use too; empty for who has only their own. */
  tabs: { name: string; url: string; current: boolean }[];
  whose: 'mine' | 'shared';
  action: string;
  search: string;
  responses: {
    url: string;
    shortcut: string;
    title: string;
    group: string | null;
    languages: string;
    updatedAt: string;
  }[];
  nextUrl: string | null;
}

/** `views/admin/responses/response.hbs` */
export interface ResponseView {
  shell: ShellView;
  listUrl: string;
  listName: string;
  /** Where a draft is posted for its preview. Nothing is stored. */
  draftUrl: string;
  removeUrl: string | null;
  form: FormView;
  shortcut: string;
  title: string;
  /** Whose it is; empty for who can have only their own. */
  scopes: ChoiceView[];
  variables: { name: string; place: string; help: string }[];
  /** A variable with words for where it is not known. */
  example: string;
  /** Where the words for an unknown name are changed, for who may. */
  textsUrl: string | null;
  texts: ResponseTextView[];
  preview: ResponsePreviewView;
}

export interface ResponseTextView {
  locale: string;
  language: string;
  direction: 'ltr' | 'rtl';
  body: string;
  error: string | null;
  /** What stands between braces and is no variable. */
  unknown: string[];
  /** Whether it stands open: languages without a text are folded. */
  open: boolean;
}

/** `views/admin/responses/_response-preview.hbs`: what a visitor would read, with a name and without. */
export interface ResponsePreviewView {
  texts: {
    locale: string;
    language: string;
    direction: 'ltr' | 'rtl';
    text: string;
    nameless: string | null;
  }[];
}
