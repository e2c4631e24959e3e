import { Injectable } from '@nestjs/common';
import { SaveGroup } from '../../distribution/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { MemberAccess } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import { GroupQueries, type GroupState } from '../frame/groups.queries.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

/** Stores what stands in a group's form, unless somebody else changed the group since the form was made. */
@Injectable()
export class EditGroup {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveGroup,
    private readonly groups: GroupQueries,
    private readonly members: MemberAccess,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, id: string, wanted: GroupState, basis: string): Promise<Held | null> {
    return this.edit.run(actor, {
      event: 'settings.group_saved',
      subjectId: id,
      basis,
      wanted,
      stored: () => this.groups.state(actor, id),
      save: () => this.save.run(actor, { groupId: id, ...wanted }),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  private async labelled(actor: MemberActor, group: GroupState): Promise<LabelledValues> {
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
