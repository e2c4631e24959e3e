import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import { I18n, view, type View } from '../../platform/index.js';
import { languageChoices } from '../frame/choices.js';
import { GroupQueries } from '../frame/groups.queries.js';
import { adminUrl, Shell } from '../frame/shell.js';
import { packRows } from './import-draft.js';
import type { PreviewedRow } from './import-preview.js';
import type { ImportPreviewView, ImportRowView, ImportView } from './import.view.js';
import { InvitationPage } from './invitation-page.js';

/** The pages of an import: where a file is chosen, and what will come of it. */
@Injectable()
export class ImportPage {
  constructor(
    private readonly shell: Shell,
    private readonly invitations: InvitationPage,
    private readonly groups: GroupQueries,
    private readonly i18n: I18n,
  ) {}

  async form(
    me: SignedInMember,
    { text, locale, errors }: { text: string; locale: string; errors: Record<string, string> },
  ): Promise<View> {
    const chosen = this.i18n.memberLocales.includes(locale) ? locale : this.invitations.localeOf(me);
    const groups = await this.groups.all(me.actor);
    const data: ImportView = {
      shell: await this.shell.around(me, 'members'),
      listUrl: `${adminUrl(me)}/members`,
      action: importUrl(me),
      ...{ text, errors },
      locale: languageChoices(me.actor.locale, this.i18n.memberLocales, chosen),
      groups: groups.map(({ name }) => name),
    };
    return view('admin/members/import', data, { status: Object.keys(errors).length > 0 ? 422 : 200 });
  }

  async preview(
    me: SignedInMember,
    rows: PreviewedRow[],
    { locale, error = null }: { locale: string; error?: string | null },
  ): Promise<View> {
    const invited = rows.filter(({ draft }) => draft !== null).length;
    const data: ImportPreviewView = {
      shell: await this.shell.around(me, 'members'),
      listUrl: `${adminUrl(me)}/members`,
      backUrl: importUrl(me),
      action: `${importUrl(me)}/confirmation`,
      rows: rows.map((row) => this.row(me.actor.locale, row)),
      ...{ invited, skipped: rows.length - invited, locale, error },
      packed: packRows(rows),
    };
    return view('admin/members/import-preview', data, { status: error ? 409 : 200 });
  }

  private row(
    locale: string,
    { line, email, name, role, kind, groups, problems }: PreviewedRow,
  ): ImportRowView {
    return {
      ...{ line, email, name, groups, problems },
      role: role ? this.i18n.t(locale, `common:role.${role}`) : '',
      kind: kind ? this.i18n.t(locale, `common:kind.${kind}`) : '',
    };
  }
}

function importUrl(me: SignedInMember): string {
  return `${adminUrl(me)}/invitations/import`;
}
