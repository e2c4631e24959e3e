import { Injectable } from '@nestjs/common';
import { OpeningHours, SaveHours, type Hours, type HoursOwner } from '../../hours/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { tellWeek } from '../frame/opening-words.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';
import { hoursState, hoursTyped, type HoursDraft, type HoursState } from './hours.form.js';
import { HoursPresenter } from './hours-presenter.js';

/** Stores what stands in the form of somebody's hours, unless somebody else changed them since the form was made. */
@Injectable()
export class EditHours {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveHours,
    private readonly stored: OpeningHours,
    private readonly presenter: HoursPresenter,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, owner: HoursOwner, draft: HoursDraft, basis: string): Promise<Held | null> {
    const hours = hoursTyped(draft);
    return this.edit.run<HoursState>(actor, {
      event: 'settings.hours_saved',
      subjectId: owner.kind === 'brand' ? actor.brandId : owner.id,
      basis,
      wanted: hoursState(hours),
      stored: async () => hoursState(await this.stored.own(actor, owner)),
      save: () => this.save.run(actor, { owner, hours }),
      labelled: (state) => this.labelled(actor, owner, state.hours),
    });
  }

  private labelled({ locale }: MemberActor, owner: HoursOwner, hours: Hours | null): LabelledValues {
    const say = (key: string) => this.i18n.t(locale, `admin:hours.${key}`);
    const none = owner.kind === 'brand' ? say('always') : say('asBrand');
    return [
      [say('week'), hours ? tellWeek(locale, hours.weekly) || say('closedDay') : none],
      [say('timeZone'), hours?.timeZone ?? ''],
      [
        say('exceptions'),
        (hours?.exceptions ?? []).map((each) => this.presenter.exception(each, locale)).join('; '),
      ],
    ];
  }
}
