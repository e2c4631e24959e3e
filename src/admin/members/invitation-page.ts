import { Injectable } from '@nestjs/common';
import { notFound, type MemberActor } from '../../kernel/index.js';
import { InvitationAccess, type Invitation, type SignedInMember } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import type { ChoiceView, FormView } from '../frame/admin.view.js';
import { languageChoices } from '../frame/choices.js';
import { GroupQueries } from '../frame/groups.queries.js';
import { adminUrl } from '../frame/shell.js';
import { emptyInviteDraft, type InviteDraft } from './invitation.form.js';
import type { InvitationRowView, InviteView } from './invitations.view.js';

const ROLES = ['admin', 'manager', 'agent'] as const;
const KINDS = ['staff', 'expert', 'ambassador'] as const;

/** The invitations that are open, and the form of new ones. */
@Injectable()
export class InvitationPage {
  constructor(
    private readonly invitations: InvitationAccess,
    private readonly groups: GroupQueries,
    private readonly i18n: I18n,
  ) {}

  async rows(me: SignedInMember): Promise<InvitationRowView[]> {
    const open = await this.invitations.open(me.actor);
    if (open.length === 0) return [];
    const groups = await this.groups.all(me.actor);
    const names = new Map(groups.map(({ id, name }) => [id, name]));
    return open.map((invitation) => this.row(me, invitation, names));
  }

  /** @throws Refusal where a group is none of the brand's. */
  async requireGroups(actor: MemberActor, groupIds: readonly string[]): Promise<void> {
    const known = new Set((await this.groups.all(actor)).map(({ id }) => id));
    if (groupIds.some((id) => !known.has(id))) throw notFound();
  }

  /** The language of a new invitation, before another one is chosen. */
  localeOf({ actor, brand }: SignedInMember): string {
    return this.i18n.memberLocales.includes(brand.defaultLocale) ? brand.defaultLocale : actor.locale;
  }

  /** Where there is one group, a colleague joins it: without any they would get no conversation. */
  async emptyDraft(me: SignedInMember): Promise<InviteDraft> {
    const active = (await this.groups.all(me.actor)).filter((group) => group.active);
    const groupIds = active.length === 1 ? active.map(({ id }) => id) : [];
    return emptyInviteDraft(this.localeOf(me), groupIds);
  }

  async build(
    me: SignedInMember,
    draft: InviteDraft,
    form: FormView,
  ): Promise<Omit<InviteView, 'shell' | 'refused'>> {
    const { locale } = me.actor;
    const groups = await this.groups.all(me.actor);
    return {
      form,
      listUrl: `${adminUrl(me)}/members`,
      importUrl: `${adminUrl(me)}/invitations/import`,
      emails: draft.emails,
      role: this.choice(locale, { prefix: 'common:role.', values: ROLES, chosen: draft.role }),
      kind: this.choice(locale, { prefix: 'common:kind.', values: KINDS, chosen: draft.kind }),
      groups: groups.map(({ id, name, active }) => ({
        value: id,
        label: name,
        off: !active,
        chosen: draft.groupIds.includes(id),
      })),
      locale: languageChoices(locale, this.i18n.memberLocales, draft.locale),
    };
  }

  private choice(
    locale: string,
    { prefix, values, chosen }: { prefix: string; values: readonly string[]; chosen: string },
  ): ChoiceView[] {
    return values.map((value) => ({
      value,
      label: this.i18n.t(locale, `${prefix}${value}`),
      chosen: value === chosen,
    }));
  }

  private row(me: SignedInMember, invitation: Invitation, names: Map<string, string>): InvitationRowView {
    const { id, email, role, kind, groupIds, inviterName, sentAt, expiresAt, state } = invitation;
    const url = `${adminUrl(me)}/invitations/${id}`;
    return {
      email,
      role: this.i18n.t(me.actor.locale, `common:role.${role}`),
      kind: this.i18n.t(me.actor.locale, `common:kind.${kind}`),
      groups: groupIds.flatMap((each) => names.get(each) ?? []),
      by: inviterName,
      sentAt: sentAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      over: state === 'expired' || state === 'void' ? state : null,
      resendUrl: `${url}/sending`,
      withdrawUrl: `${url}/withdrawal`,
      dialogId: `withdraw-${id}`,
    };
  }
}
