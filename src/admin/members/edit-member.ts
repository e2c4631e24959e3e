import { Injectable } from '@nestjs/common';
import { SaveMemberGroups } from '../../distribution/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { MemberAccess, SaveMember, type Member } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import { GroupQueries } from '../frame/groups.queries.js';
import { memberStateOf, memberWanted, type MemberDraft, type MemberState } from './member.form.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

/** Stores what stands in a member's form, unless somebody else changed the member since the form was made. */
@Injectable()
export class EditMember {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly members: MemberAccess,
    private readonly save: SaveMember,
    private readonly saveGroups: SaveMemberGroups,
    private readonly groups: GroupQueries,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, member: Member, draft: MemberDraft, basis: string): Promise<Held | null> {
    const wanted = memberWanted(draft);
    return this.edit.run(actor, {
      event: 'settings.member_saved',
      subjectId: member.id,
      basis,
      wanted,
      stored: () => this.stored(actor, member.id),
      save: () => this.store(actor, member, wanted),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  async setStatus(
    actor: MemberActor,
    { id, role, kind, capacity }: Member,
    status: Member['status'],
  ): Promise<void> {
    await this.save.run(actor, { memberId: id, role, kind, capacity, status });
  }

  private async stored(actor: MemberActor, id: string): Promise<MemberState> {
    const member = await this.members.member(actor, id);
    return memberStateOf(member, await this.groups.ofMember(actor, id));
  }

  private async store(
    actor: MemberActor,
    { id, status, ...before }: Member,
    wanted: MemberState,
  ): Promise<void> {
    const { role, kind, capacity, groupIds } = wanted;
    if (role !== before.role || kind !== before.kind || capacity !== before.capacity) {
      await this.save.run(actor, { memberId: id, role, kind, capacity, status });
    }
    await this.saveGroups.run(actor, { memberId: id, groupIds });
  }

  private async labelled(actor: MemberActor, member: MemberState): Promise<LabelledValues> {
    const say = (key: string) => this.i18n.t(actor.locale, key);
    const groups = await this.groups.all(actor);
    return [
      [say('admin:member.role'), say(`common:role.${member.role}`)],
      [say('admin:member.kind'), say(`common:kind.${member.kind}`)],
      [say('admin:member.capacity'), String(member.capacity)],
      [
        say('admin:member.groups'),
        groups
          .filter(({ id }) => member.groupIds.includes(id))
          .map(({ name }) => name)
          .join(', '),
      ],
    ];
  }
}
