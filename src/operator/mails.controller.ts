import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ACCOUNT_MAIL_STATES, AccountMailRecords, type AccountMail } from '../account-mails/index.js';
import { isId } from '../kernel/index.js';
import { Operator, OperatorGuard, type SignedInOperator } from '../members/index.js';
import { I18n, view, withQuery, type View } from '../platform/index.js';
import type { AccountMailView, MailsView, MailView } from './operator.view.js';

/** Mails of accounts, which no brand sends: what became of them. */
@Controller('platform/mails')
@UseGuards(OperatorGuard)
export class MailsController {
  constructor(
    private readonly mails: AccountMailRecords,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async list(
    @Operator() { accountId, locale }: SignedInOperator,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    const state = ACCOUNT_MAIL_STATES.find((each) => each === query.state) ?? null;
    const before = isId(query.before) ? query.before : null;
    const { records, older } = await this.mails.page({ state, before });
    const data: MailsView = {
      shell: { section: 'mails', accountId },
      states: [
        { value: '', label: this.i18n.t(locale, 'platform:mails.everything'), chosen: state === null },
        ...ACCOUNT_MAIL_STATES.map((value) => ({
          value,
          label: this.i18n.t(locale, `platform:mails.states.${value}`),
          chosen: value === state,
        })),
      ],
      isNarrowed: state !== null,
      mails: records.map((mail) => this.shown(mail, locale)),
      olderUrl: older && withQuery('/platform/mails', { state, before: older }),
      newestUrl: before && withQuery('/platform/mails', { state }),
    };
    return view('operator/mails', data);
  }

  @Get(':id')
  async one(@Operator() { accountId, locale }: SignedInOperator, @Param('id') id: string): Promise<View> {
    const { composed, ...mail } = await this.mails.record(id);
    const data: MailView = {
      shell: { section: 'mails', accountId },
      mail: this.shown(mail, locale),
      composed: composed && { subject: composed.subject, text: composed.text },
    };
    return view('operator/mail', data);
  }

  private shown(mail: AccountMail, locale: string): AccountMailView {
    return { ...mail, url: `/platform/mails/${mail.id}`, why: this.reason(mail.reason, locale) };
  }

  /** A code, with a number of the server's where it gave one. */
  private reason(reason: string | null, locale: string): string | null {
    if (reason === null) return null;
    const [code, number = ''] = reason.split(':');
    const key = `platform:mails.reasons.${code}`;
    return this.i18n.has(key) ? this.i18n.t(locale, key, { number }).replace(' ()', '') : reason;
  }
}
