import { Module } from '@nestjs/common';
import { HoursModule, type HoursException, type OpeningSpan } from '../../hours/index.js';
import { MembersModule } from '../../members/index.js';
import { SitesModule } from '../../sites/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { AuditFields } from '../frame/audit-fields.js';
import { tellWeek } from '../frame/opening-words.js';
import { I18n } from '../../platform/index.js';
import { EditHours } from './edit-hours.js';
import { HoursController } from './hours.controller.js';
import { HoursPage } from './hours-page.js';
import { HoursPresenter } from './hours-presenter.js';

@Module({
  imports: [HoursModule, MembersModule, SitesModule, FrameModule],
  controllers: [HoursController],
  providers: [EditHours, HoursPage, HoursPresenter],
})
export class HoursAdminModule {
  constructor(fields: AuditFields, presenter: HoursPresenter, i18n: I18n) {
    fields.register(
      'weekly',
      (weekly, { locale }) =>
        tellWeek(locale, weekly as OpeningSpan[]) || i18n.t(locale, 'admin:hours.closedDay'),
    );
    fields.register(
      'exceptions',
      (exceptions, { locale }) =>
        (exceptions as HoursException[]).map((each) => presenter.exception(each, locale)).join('; ') || null,
    );
  }
}
