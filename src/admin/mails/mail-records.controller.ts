import { Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { isId } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { Mailbox } from '../../mail/index.js';
import {
  NoteFailures,
  NOTIFICATION_STATES,
  NotificationRecords,
  RetryNotification,
  type NotificationState,
} from '../../outbox/index.js';
import { I18n, seeOther, view, withQuery, type SeeOther, type View } from '../../platform/index.js';
import type { ChoiceView } from '../frame/admin.view.js';
import { orAll } from '../frame/choices.js';
import { MailPresenter } from './mail-presenter.js';
import type { MailRecordPageView, MailRecordsView } from './mails.view.js';
import { ParseId } from '../frame/parse-id.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** What was sent, what waits to be sent, and what could not be. */
@Controller('b/:brand/admin/mails')
@UseGuards(MemberGuard)
@Needs('mails.change')
export class MailRecordsController {
  constructor(
    private readonly shell: Shell,
    private readonly records: NotificationRecords,
    private readonly mailbox: Mailbox,
    private readonly retry: RetryNotification,
    private readonly note: NoteFailures,
    private readonly presenter: MailPresenter,
    private readonly i18n: I18n,
  ) {}

  @Get()
  first(@Me() me: SignedInMember): SeeOther {
    return seeOther(urlOf(me));
  }

  @Get('records')
  async list(@Me() me: SignedInMember, @Query() query: Record<string, unknown>): Promise<View> {
    const state = NOTIFICATION_STATES.find((known) => known === query.state) ?? null;
    const before = isId(query.before) ? query.before : null;
    const { records, older } = await this.records.page(me.actor, { state, before });
    const shell = await this.shell.around(me, 'mails', query.done);
    const data: MailRecordsView = {
      shell,
      tabs: this.presenter.tabs(me, 'records'),
      action: urlOf(me),
      states: this.states(me, state),
      records: records.map((record) => this.presenter.record(me, record)),
      olderUrl: older && withQuery(urlOf(me), { state, before: older }),
      newestUrl: before && withQuery(urlOf(me), { state }),
      notingUrl: shell.failedMails > 0 ? `${adminUrl(me)}/mails/failures` : null,
    };
    return view('admin/mails/mail-records', data);
  }

  @Get('records/:id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const record = await this.records.record(me.actor, id);
    const { conversationId, state, createdAt, nextTryAt, messageId } = record;
    const inMailbox = state === 'sent' && (await this.mailbox.has(me.actor, id));
    const data: MailRecordPageView = {
      shell: await this.shell.around(me, 'mails', done),
      listUrl: urlOf(me),
      record: this.presenter.record(me, record),
      createdAt: createdAt.toISOString(),
      nextTryAt: nextTryAt?.toISOString() ?? null,
      messageId,
      conversationUrl: conversationId && `/b/${me.brand.slug}/desk/conversations/${conversationId}`,
      mailUrl: inMailbox ? `${adminUrl(me)}/mails/mailbox/${id}` : null,
      retryUrl: state === 'failed' ? `${urlOf(me)}/${id}/retry` : null,
    };
    return view('admin/mails/mail-record', data);
  }

  @Post('records/:id/retry')
  async tryAgain(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<SeeOther> {
    await this.retry.run(me.actor, id);
    return seeOther(`${urlOf(me)}/${id}?done=retried`);
  }

  @Post('failures')
  async noteFailures(@Me() me: SignedInMember): Promise<SeeOther> {
    await this.note.run(me.actor);
    return seeOther(`${urlOf(me)}?done=noted`);
  }

  private states(me: SignedInMember, chosen: NotificationState | null): ChoiceView[] {
    return orAll(
      this.i18n.t(me.actor.locale, 'admin:mails.everything'),
      NOTIFICATION_STATES.map((value) => ({
        value,
        label: this.presenter.state(me, value),
        chosen: value === chosen,
      })),
    );
  }
}

function urlOf(me: SignedInMember): string {
  return `${adminUrl(me)}/mails/records`;
}
