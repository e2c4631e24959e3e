import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../brands/index.js';
import type { SystemActor } from '../kernel/index.js';
import { Config } from '../platform/index.js';
import { SiteAccess } from '../sites/index.js';
import { VisitorLinks, type LinkPurpose } from '../visitors/index.js';
import { MailLinks } from './mail-links.js';
import { MailSamples } from './mail-samples.js';
import { MailSenders } from './mail-senders.queries.js';
import type { Mail } from './mail-transport.js';
import type { MailKind, NoticeCode, Notification, TemplateCode } from './notification.js';
import { ReplyAddress } from './reply-address.js';
import { AnswerContents, type AnswerContent } from './answer-content.queries.js';
import { AnswerMail, type RenderedMail } from './answer-mail.js';
import { SenderCheckMail } from './sender-check-mail.js';
import { SignInCodeMail } from './sign-in-code-mail.js';
import { Wordings } from './wordings.queries.js';

const LINK_PURPOSES: Record<TemplateCode | NoticeCode, LinkPurpose> = {
  answer: 'answer',
  closing: 'survey',
  accept_terms: 'terms',
  conversation_over: 'answer',
  mail_unreadable: 'answer',
};

/** Makes the mail of a notification from what holds now, or finds that there is no reason left to send it. */
@Injectable()
export class ComposeMail {
  constructor(
    private readonly config: Config,
    private readonly brands: BrandAccess,
    private readonly sites: SiteAccess,
    private readonly links: VisitorLinks,
    private readonly mailLinks: MailLinks,
    private readonly contents: AnswerContents,
    private readonly wordings: Wordings,
    private readonly senders: MailSenders,
    private readonly samples: MailSamples,
    private readonly senderCheck: SenderCheckMail,
    private readonly signInCode: SignInCodeMail,
    private readonly replyAddress: ReplyAddress,
    private readonly answerMail: AnswerMail,
  ) {}

  async run(actor: SystemActor, notification: Notification): Promise<Mail | { suppressed: string }> {
    const { brandId, template, locale, recipient, conversationId } = notification;
    if (template === 'sender_check') {
      const { address } = await this.senders.settings(brandId);
      if (address !== recipient) return { suppressed: 'address_changed' };
      return {
        ...this.envelope(notification),
        from: this.ourselves(),
        ...(await this.senderCheck.render(brandId, address, locale)),
      };
    }
    if (template === 'sign_in_code') {
      const mail = await this.signInCode.render(recipient, locale);
      return mail
        ? { ...this.envelope(notification), from: this.ourselves(), ...mail }
        : { suppressed: 'gone' };
    }
    const from = await this.senders.of(brandId);
    if (conversationId) return this.reply(actor, { ...notification, template, conversationId }, from);
    const wording = await this.wordings.of(brandId, template, locale);
    return { ...this.envelope(notification), from, ...(await this.samples.render(actor, locale, wording)) };
  }

  private async reply(
    actor: SystemActor,
    notification: Notification & { template: TemplateCode | NoticeCode; conversationId: string },
    from: Mail['from'],
  ): Promise<Mail | { suppressed: string }> {
    const { brandId, conversationId } = notification;
    const content = await this.contents.of(notification);
    if (!content) return { suppressed: 'gone' };
    const suppressed = reasonAgainst(content, notification);
    if (suppressed) return { suppressed };
    const unsubscribe = this.mailLinks.unsubscribe({ brandId, visitorId: content.visitorId });
    const thread = `${conversationId}@${this.config.mailDomain}`;
    const envelope = this.envelope(notification);
    return {
      ...envelope,
      from,
      replyTo:
        this.config.mailListenPort === undefined ? null : this.replyAddress.make({ brandId, conversationId }),
      ...(await this.rendered(actor, notification, content, unsubscribe)),
      inReplyTo: content.earlier.at(-1) ?? thread,
      references: [thread, ...content.earlier],
      headers: {
        ...envelope.headers,
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    };
  }

  private async rendered(
    actor: SystemActor,
    {
      brandId,
      conversationId,
      template,
      locale,
    }: Notification & { template: TemplateCode | NoticeCode; conversationId: string },
    { siteId, visitorId, visitorName, messages }: AnswerContent,
    unsubscribe: string,
  ): Promise<RenderedMail> {
    const seqs = messages.map(({ seq }) => seq);
    return this.answerMail.render({
      brand: await this.brands.brand(brandId),
      site: await this.sites.site(actor, siteId),
      locale,
      wording: await this.wordings.of(brandId, template, locale),
      visitorName,
      messages,
      link: this.links.address({
        brandId,
        siteId,
        visitorId,
        conversationId,
        purpose: LINK_PURPOSES[template],
        seqs,
      }),
      unsubscribe,
    });
  }

  private ourselves(): Mail['from'] {
    return { name: 'Causerie', address: this.config.mailFrom };
  }

  private envelope({ brandId, id, messageId, recipient }: Notification) {
    return {
      brandId,
      notificationId: id,
      messageId,
      to: recipient,
      replyTo: null,
      inReplyTo: null,
      references: [],
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
  }
}

const NOTICES: readonly MailKind[] = ['accept_terms', 'conversation_over', 'mail_unreadable'];

/** What answers a visitor's own mail goes to one who wants no others, too. */
function reasonAgainst(
  content: AnswerContent,
  { recipient, template }: Pick<Notification, 'recipient' | 'template'>,
): string | null {
  const { address, wanted, blocked, bounced, read } = content;
  const isNotice = NOTICES.includes(template);
  if (address === null) return 'no_address';
  if (address !== recipient) return 'address_changed';
  if (!wanted && !isNotice) return 'not_wanted';
  if (blocked) return 'blocked';
  if (bounced) return 'bounced';
  return read ? 'read' : null;
}
