import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../brands/index.js';
import type { SystemActor } from '../kernel/index.js';
import { Config } from '../platform/index.js';
import { SiteAccess } from '../sites/index.js';
import { VisitorLinks } from '../visitors/index.js';
import { MailLinks } from './mail-links.js';
import type { Mail } from './mail-transport.js';
import type { Notification } from './notification.js';
import { ReplyAddress } from './reply-address.js';
import { ReplyContents, type ReplyContent } from './reply-content.queries.js';
import { ReplyMail } from './reply-mail.js';
import { Wordings } from './wordings.queries.js';

/** Makes the mail of a notification from what holds now, or finds that there is no reason left to send it. */
@Injectable()
export class ComposeMail {
  constructor(
    private readonly config: Config,
    private readonly brands: BrandAccess,
    private readonly sites: SiteAccess,
    private readonly links: VisitorLinks,
    private readonly mailLinks: MailLinks,
    private readonly contents: ReplyContents,
    private readonly wordings: Wordings,
    private readonly replyAddress: ReplyAddress,
    private readonly replyMail: ReplyMail,
  ) {}

  async run(actor: SystemActor, notification: Notification): Promise<Mail | { suppressed: string }> {
    const { brandId, id, template, locale, recipient, conversationId } = notification;
    const content = await this.contents.of(notification);
    if (!content || !conversationId) return { suppressed: 'gone' };
    const suppressed = reasonAgainst(content, notification);
    if (suppressed) return { suppressed };
    const brand = await this.brands.brand(brandId);
    const { siteId, visitorId, visitorName, messages, earlier } = content;
    const purpose = template === 'closing' ? 'survey' : 'answer';
    const unsubscribe = this.mailLinks.unsubscribe({ brandId, visitorId });
    const rendered = this.replyMail.render({
      brand,
      site: await this.sites.site(actor, siteId),
      locale,
      wording: this.wordings.usual(template, locale),
      visitorName,
      messages,
      link: this.links.address({ brandId, siteId, visitorId, conversationId, purpose }),
      unsubscribe,
    });
    const thread = `${conversationId}@${this.config.mailDomain}`;
    return {
      brandId,
      notificationId: id,
      messageId: notification.messageId,
      from: { name: brand.name, address: this.config.mailFrom },
      to: recipient,
      replyTo:
        this.config.mailListenPort === undefined ? null : this.replyAddress.make({ brandId, conversationId }),
      ...rendered,
      inReplyTo: earlier.at(-1) ?? thread,
      references: [thread, ...earlier],
      headers: {
        'Auto-Submitted': 'auto-generated',
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    };
  }
}

/** What answers a visitor's own mail goes to one who wants no others, too. */
function reasonAgainst(
  content: ReplyContent,
  { recipient, template }: Pick<Notification, 'recipient' | 'template'>,
): string | null {
  const { address, wanted, blocked, bounced, read } = content;
  const isNotice = template === 'accept_terms' || template === 'conversation_over';
  if (address === null) return 'no_address';
  if (address !== recipient) return 'address_changed';
  if (!wanted && !isNotice) return 'not_wanted';
  if (blocked) return 'blocked';
  if (bounced) return 'bounced';
  return read ? 'read' : null;
}
