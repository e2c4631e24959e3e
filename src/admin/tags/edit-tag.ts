import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { SaveTag, Tags, type Tag } from '../../tags/index.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

/** A tag as its form knows it. */
export interface TagState {
  name: string;
  colour: string;
  archived: boolean;
}

/** Stores what stands in a tag's form, unless somebody else changed the tag since the form was made. */
@Injectable()
export class EditTag {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveTag,
    private readonly tags: Tags,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, id: string, wanted: TagState, basis: string): Promise<Held | null> {
    return this.edit.run(actor, {
      event: 'settings.tag_saved',
      subjectId: id,
      basis,
      wanted,
      stored: async () => {
        const tag = (await this.tags.all(actor)).find((each) => each.id === id);
        return tag ? tagStateOf(tag) : null;
      },
      save: () => this.save.run(actor, { tagId: id, ...wanted }),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  private labelled({ locale }: MemberActor, { name, colour, archived }: TagState): LabelledValues {
    const say = (key: string) => this.i18n.t(locale, key);
    return [
      [say('admin:tag.name'), name],
      [say('admin:tag.colour'), say(`admin:tag.colours.${colour}.label`)],
      [say('admin:tag.archived'), say(archived ? 'common:yes' : 'common:no')],
    ];
  }
}

export function tagStateOf({ name, colour, archived }: Tag): TagState {
  return { name, colour, archived };
}
