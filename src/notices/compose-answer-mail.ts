import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../brands/index.js';
import { systemActor, type Suppressed } from '../kernel/index.js';
import {
  MailSenders,
  ReplyAddress,
  Wordings,
  type ComposedMail,
  type NoticeCode,
  type RenderedMail,
  type TemplateCode,
} from '../mail/index.js';
import type { Notification } from '../outbox/index.js';
import { Config } from '../platform/index.js';
import { SiteAccess } from '../sites/index.js';
import { VisitorLinks, type LinkPurpose } from '../visitors/index.js';
import { AnswerContents, type AnswerContent } from './answer-content.queries.js';
import { AnswerMail } from './answer-mail.js';
import { MailSamples } from './mail-samples.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

export type AnswerMailKind = TemplateCode | NoticeCode;

interface AboutConversation extends Notification {
  template: AnswerMailKind;
  conversationId: string;
}

/** Where the link leads to in each kind of mail to a visitor. */
const LINK_PURPOSES: Record<AnswerMailKind, LinkPurpose> = {
  answer: 'answer',
  closing: 'survey',
  accept_terms: 'terms',
  conversation_over: 'answer',
  mail_unreadable: 'answer',
};

export const ANSWER_MAIL_KINDS = Object.keys(LINK_PURPOSES) as AnswerMailKind[];

/** Makes a mail to a visitor from what holds now, or finds that there is no reason left to send it. */
@Injectable()
export class ComposeAnswerMail {
  constructor(
    private readonly config: Config,
    private readonly brands: BrandAccess,
    private readonly sites: SiteAccess,
    private readonly links: VisitorLinks,
    private readonly unsubscribeLinks: UnsubscribeLinks,
    private readonly contents: AnswerContents,
    private readonly wordings: Wordings,
    private readonly senders: MailSenders,
    private readonly samples: MailSamples,
    private readonly replyAddress: ReplyAddress,
    private readonly answerMail: AnswerMail,
  ) {}

  /** Without a conversation it is a trial, with an invented one. */
  async run(template: AnswerMailKind, notification: Notification): Promise<ComposedMail | Suppressed> {
    const { brandId, locale, conversationId } = notification;
    const from = await this.senders.of(brandId);
    if (conversationId) return this.answer({ ...notification, template, conversationId }, from);
    const wording = await this.wordings.of(brandId, template, locale);
    return { from, ...(await this.samples.render(systemActor(brandId), locale, wording)) };
  }

  private async answer(
    notification: AboutConversation,
    from: ComposedMail['from'],
  ): Promise<ComposedMail | Suppressed> {
    const { brandId, conversationId } = notification;
    const content = await this.contents.of(notification);
    if (!content) return { suppressed: 'gone' };
    const suppressed = reasonAgainst(content, notification);
    if (suppressed) return { suppressed };
    const unsubscribe = this.unsubscribeLinks.make({ brandId, visitorId: content.visitorId });
    const thread = `${conversationId}@${this.config.mailDomain}`;
    return {
      from,
      replyTo:
        this.config.mailListenPort === undefined ? null : this.replyAddress.make({ brandId, conversationId }),
      ...(await this.rendered(notification, content, unsubscribe)),
      inReplyTo: content.earlier.at(-1) ?? thread,
      references: [thread, ...content.earlier],
      headers: {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    };
  }

  private async rendered(
    { brandId, conversationId, template, locale }: AboutConversation,
    { siteId, visitorId, visitorName, messages }: AnswerContent,
    unsubscribe: string,
  ): Promise<RenderedMail> {
    const seqs = messages.map(({ seq }) => seq);
    return this.answerMail.render({
      brand: await this.brands.brand(brandId),
      site: await this.sites.site(systemActor(brandId), siteId),
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
}

const NOTICES: readonly AnswerMailKind[] = ['accept_terms', 'conversation_over', 'mail_unreadable'];

/** What answers a visitor's own mail goes to one who wants no others, too. */
function reasonAgainst(
  content: AnswerContent,
  { recipient, template }: Pick<AboutConversation, 'recipient' | 'template'>,
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
