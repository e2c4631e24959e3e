import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/groups/groups.hbs` */
export interface GroupsView {
  shell: ShellView;
  newUrl: string;
  groups: {
    url: string;
    name: string;
    active: boolean;
    members: string[];
    free: number;
    rules: string[];
  }[];
}

/** `views/admin/groups/group.hbs` */
export interface GroupView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  name: string;
  active: boolean;
  members: ChoiceView[];
  warnings: string[];
}
