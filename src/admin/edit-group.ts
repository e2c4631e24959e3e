import { Injectable } from '@nestjs/common';
import { SaveGroup } from '../distribution/index.js';
import { invalidFields, type MemberActor } from '../kernel/index.js';
import { MemberAccess } from '../members/index.js';
import { I18n } from '../platform/index.js';
import { Conflicts, type Held } from './conflicts.js';
import { GroupQueries, type GroupState } from './groups.queries.js';
import { basisOf, SettingsEdit } from './settings-edit.js';

/** Stores what stands in a group's form, unless somebody else changed the group since the form was made. */
@Injectable()
export class EditGroup {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveGroup,
    private readonly groups: GroupQueries,
    private readonly members: MemberAccess,
    private readonly conflicts: Conflicts,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, id: string, wanted: GroupState, basis: string): Promise<Held | null> {
    const outcome = await this.edit.run(actor, {
      basis,
      wanted,
      stored: () => this.groups.state(actor, id),
      save: async () => {
        await this.save.run(actor, { groupId: id, ...wanted });
        if (await this.groups.isNameTaken(actor, wanted.name, id))
          throw invalidFields({ name: 'name_taken' });
      },
    });
    if (outcome.saved) return null;
    const conflict = await this.conflicts.tell(
      actor,
      { event: 'settings.group_saved', subjectId: id },
      { stored: await this.told(actor, outcome.stored), typed: await this.told(actor, wanted) },
    );
    return { conflict, basis: basisOf(outcome.stored) };
  }

  private async told(actor: MemberActor, group: GroupState): Promise<[string, string][]> {
    const say = (key: string) => this.i18n.t(actor.locale, key);
    const members = await this.members.all(actor);
    const names = members.filter(({ id }) => group.memberIds.includes(id)).map(({ name }) => name);
    return [
      [say('admin:group.name'), group.name],
      [say('admin:group.active'), say(group.active ? 'common:yes' : 'common:no')],
      [say('admin:group.members'), names.join(', ')],
    ];
  }
}
