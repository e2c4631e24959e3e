import { Injectable } from '@nestjs/common';
import type { AccountMail, AccountMailChannel, AccountMailKind } from '../../account-mails/index.js';
import { isSuppressed, type Handover, type Suppressed } from '../../kernel/index.js';
import { MailRenderer, OUR_LOOK, type RenderedMail } from '../mail-renderer.js';
import { MailSenders } from '../senders/mail-senders.queries.js';
import { MailTransport, type AccountLetter } from '../transports/mail-transport.js';
import { AccountMailComposers, type AccountMailWords } from './account-mail-composers.js';

/** Mails of accounts: in our words, under our address. */
@Injectable()
export class MailOfAccounts implements AccountMailChannel<AccountLetter> {
  constructor(
    private readonly composers: AccountMailComposers,
    private readonly renderer: MailRenderer,
    private readonly senders: MailSenders,
    private readonly transport: MailTransport,
  ) {}

  kinds(): AccountMailKind[] {
    return this.composers.kinds();
  }

  async compose(mail: AccountMail): Promise<AccountLetter | Suppressed> {
    const words = await this.composers.compose(mail);
    if (isSuppressed(words)) return words;
    return {
      ...this.render(words, mail.locale),
      mailId: mail.id,
      messageId: mail.messageId,
      to: words.to ?? mail.recipient,
      from: this.senders.ourselves,
      replyTo: null,
      inReplyTo: null,
      references: [],
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
  }

  send(letter: AccountLetter): Promise<Handover> {
    return this.transport.handOfAccount(letter);
  }

  render({ subject, paragraphs, button }: AccountMailWords, locale: string): RenderedMail {
    return this.renderer.render({
      brand: { name: this.senders.ourselves.name, timeZone: 'UTC' },
      site: OUR_LOOK,
      locale,
      wording: { subject, body: paragraphs.join('\n\n'), button: button.label },
      link: button.address,
      talk: null,
    });
  }
}
