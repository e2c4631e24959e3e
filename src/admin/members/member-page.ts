import { Injectable } from '@nestjs/common';
import { avatarOf } from '../../conversations/index.js';
import { PERMISSIONS, roleMay, type Permission } from '../../kernel/index.js';
import { MemberAccess, TwoStepMembers, type Member, type SignedInMember } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { GroupQueries, type GroupRow } from '../frame/groups.queries.js';
import type { MemberDraft } from './member.form.js';
import { MemberLoads, type MemberHeld } from './member-loads.queries.js';
import type { MemberRowView, MemberView, PermissionView } from './members.view.js';
import { MixedDuties } from '../frame/mixed-duties.queries.js';
import { presentMixedDuty } from '../frame/mixed-duty-presenter.js';
import { adminUrl } from '../frame/shell.js';

const ROLES = ['admin', 'manager', 'agent'] as const;
const KINDS = ['staff', 'expert', 'ambassador'] as const;

/** The pages of members: all of them, and one with their form. */
@Injectable()
export class MemberPage {
  constructor(
    private readonly members: MemberAccess,
    private readonly groups: GroupQueries,
    private readonly loads: MemberLoads,
    private readonly mixedDuties: MixedDuties,
    private readonly twoStep: TwoStepMembers,
    private readonly i18n: I18n,
  ) {}

  async rows(me: SignedInMember): Promise<MemberRowView[]> {
    const members = await this.members.all(me.actor);
    const loads = await this.loads.all(me.actor);
    const protectedIds = await this.twoStep.of(me.actor);
    return members.map((member) => ({
      ...this.row(me, member, loads.get(member.id)),
      twoStep: protectedIds.has(member.id),
    }));
  }

  /** Which role may what. */
  permissions({ actor: { locale } }: SignedInMember): PermissionView[] {
    return (Object.keys(PERMISSIONS) as Permission[]).map((permission) => ({
      label: this.i18n.t(locale, `admin:permissions.${permission.replace('.', '_')}`),
      roles: ROLES.map((role) => ({
        name: this.i18n.t(locale, `common:role.${role}`),
        may: roleMay(role, permission),
      })),
    }));
  }

  async build(
    me: SignedInMember,
    member: Member,
    draft: MemberDraft,
    form: FormView,
  ): Promise<Omit<MemberView, 'shell' | 'listUrl'>> {
    const rows = await this.rows(me);
    const groups = await this.groups.all(me.actor);
    const duties = await this.mixedDuties.all(me.actor);
    const held = await this.loads.held(me.actor, member.id);
    const row = rows.find(({ id }) => id === member.id);
    if (!row) throw new Error('A member who was loaded is among all.');
    const { locale } = me.actor;
    const choice = (prefix: string, values: readonly string[], chosen: string) =>
      values.map((value) => ({
        value,
        label: this.i18n.t(locale, `${prefix}${value}`),
        help: this.i18n.t(locale, `admin:member.help.${value}`),
        chosen: value === chosen,
      }));
    return {
      form,
      member: row,
      isSelf: member.id === me.actor.id,
      name: member.name,
      role: choice('common:role.', ROLES, draft.role),
      kind: choice('common:kind.', KINDS, draft.kind),
      groups: groups.map((group) => groupChoice(group, draft)),
      capacity: draft.capacity,
      removalUrl: `${row.url}/removal`,
      suspendText: this.consequence(locale, 'suspendText', held),
      removeText: this.consequence(locale, 'removeText', held),
      statusUrl: `${row.url}/${row.suspended ? 'reactivation' : 'suspension'}`,
      warnings: duties
        .filter(({ memberId }) => memberId === member.id)
        .map((duty) => presentMixedDuty(this.i18n, locale, duty)),
    };
  }

  /** What becomes of the member, and of what they hold. */
  private consequence(
    locale: string,
    what: 'suspendText' | 'removeText',
    { returned, snoozed }: MemberHeld,
  ): string {
    const say = (key: string, count?: number) => this.i18n.t(locale, `admin:member.${key}`, { count });
    return [
      returned > 0 ? say('held', returned) : say('heldNone'),
      ...(snoozed > 0 ? [say('kept', snoozed)] : []),
      say(what),
    ].join(' ');
  }

  private row(
    me: SignedInMember,
    member: Member & { email: string },
    load: { taken: number; groups: string[] } | undefined,
  ): Omit<MemberRowView, 'twoStep'> {
    const { locale } = me.actor;
    return {
      id: member.id,
      url: `${adminUrl(me)}/members/${member.id}`,
      name: member.name,
      email: member.email,
      avatar: avatarOf(member),
      role: this.i18n.t(locale, `common:role.${member.role}`),
      kind: this.i18n.t(locale, `common:kind.${member.kind}`),
      status: this.i18n.t(locale, `admin:member.status.${member.status}`),
      suspended: member.status === 'suspended',
      state: member.state,
      stateWord: this.i18n.t(locale, `admin:member.state.${member.state}`),
      groups: load?.groups ?? [],
      taken: load?.taken ?? 0,
      capacity: member.capacity,
    };
  }
}

function groupChoice({ id, name, active }: GroupRow, { groupIds }: MemberDraft) {
  return { value: id, label: name, off: !active, chosen: groupIds.includes(id) };
}
