import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../../kernel/index.js';
import { I18n, VISITOR_LOCALES } from '../../platform/index.js';
import { ResponseAccess, SaveResponse, tidied, type ResponseState } from '../../responses/index.js';
import { BrandNames } from '../../brands/index.js';
import { languageName } from '../frame/choices.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

/** Stores what stands in a response's form, unless somebody else changed the response since the form was made. */
@Injectable()
export class EditResponse {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveResponse,
    private readonly access: ResponseAccess,
    private readonly names: BrandNames,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, id: string, draft: ResponseState, basis: string): Promise<Held | null> {
    const wanted = tidied(draft);
    return this.edit.run(actor, {
      event: 'settings.response_saved',
      subjectId: id,
      basis,
      wanted,
      stored: () => this.access.find(actor, id),
      save: () => this.save.run(actor, { responseId: id, ...wanted }),
      labelled: async (state) => this.labelled(actor, state, await this.names.of(actor)),
    });
  }

  private labelled(
    { locale }: MemberActor,
    { scope, groupId, shortcut, title, bodies }: ResponseState,
    names: Map<string, string>,
  ): LabelledValues {
    const say = (key: string) => this.i18n.t(locale, key);
    return [
      [say('admin:response.shortcut'), `/${shortcut}`],
      [say('admin:response.title'), title],
      [
        say('admin:response.scope'),
        names.get(groupId ?? '') ?? say(`admin:response.scopes.${scope === 'mine' ? 'mine' : 'brand'}`),
      ],
      ...VISITOR_LOCALES.map((each): LabelledValues[number] => [
        languageName(locale, each),
        bodies[each] ?? '',
      ]),
    ];
  }
}
