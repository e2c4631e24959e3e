import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import type { NotificationRecord, NotificationState } from '../../outbox/index.js';
import { I18n } from '../../platform/index.js';
import { languageName } from '../frame/choices.js';
import type { MailRecordView, MailTabView } from './mails.view.js';
import { adminUrl } from '../frame/shell.js';

const TABS = ['records', 'received', 'templates', 'sender', 'mailbox'] as const;

const TONES: Record<NotificationState, MailRecordView['tone']> = {
  queued: 'warn',
  sent: 'ok',
  delivered: 'ok',
  failed: 'danger',
  suppressed: 'plain',
};

/** Tells of mails in the reader's words. */
@Injectable()
export class MailPresenter {
  constructor(private readonly i18n: I18n) {}

  tabs(me: SignedInMember, current: (typeof TABS)[number]): MailTabView[] {
    return TABS.map((tab) => ({
      url: `${adminUrl(me)}/mails/${tab}`,
      label: this.i18n.t(me.actor.locale, `admin:mails.tabs.${tab}`),
      current: tab === current,
    }));
  }

  state(me: SignedInMember, state: NotificationState): string {
    return this.i18n.t(me.actor.locale, `admin:mails.states.${state}`);
  }

  record(me: SignedInMember, record: NotificationRecord): MailRecordView {
    const { locale } = me.actor;
    return {
      url: `${adminUrl(me)}/mails/records/${record.id}`,
      recipient: record.recipient,
      template: this.i18n.t(locale, `admin:mails.templates.${record.template}`),
      language: languageName(locale, record.locale),
      state: record.state,
      stateWord: this.state(me, record.state),
      tone: TONES[record.state],
      reason: this.reason(locale, record.reason),
      at: record.stateAt.toISOString(),
      tries: record.tries,
    };
  }

  /** A code, with a number of the provider's where it gave one: `refused:550`; of what was given up with the last one. */
  private reason(locale: string, reason: string | null): string | null {
    if (!reason) return null;
    const [code, ...rest] = reason.split(':');
    const words = this.i18n.t(locale, `admin:mails.reasons.${code}`, { number: rest[0] ?? '' });
    return code === 'gave_up' && rest.length > 0
      ? `${words} ${this.reason(locale, rest.join(':'))}`
      : words.replace(' ()', '');
  }
}
