import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/tags/tags.hbs` */
export interface TagsView {
  shell: ShellView;
  newUrl: string;
  tags: { url: string; name: string; colour: string; archived: boolean; uses: number }[];
}

/** `views/admin/tags/tag.hbs` */
export interface TagView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  name: string;
  colours: ChoiceView[];
  archived: boolean;
}
