import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { BrandAccess } from '../../brands/index.js';
import { Refusal } from '../../kernel/index.js';
import { view, type View } from '../../platform/index.js';
import { MailSenders } from './mail-senders.queries.js';
import { SenderLinks, type SenderClaim } from './sender-links.js';
import { VerifyMailSender } from './verify-mail-sender.js';

/** What the link opens that is sent to a brand's own address. Opening it changes nothing: mail programs open links too. */
@Controller('mail/sender')
export class SenderController {
  constructor(
    private readonly links: SenderLinks,
    private readonly verify: VerifyMailSender,
    private readonly senders: MailSenders,
    private readonly brands: BrandAccess,
  ) {}

  @Get(':token')
  async page(@Param('token') token: string): Promise<View> {
    return this.show(this.claim(token), token);
  }

  @Post(':token')
  @HttpCode(200)
  async confirm(@Param('token') token: string): Promise<View> {
    const claim = this.claim(token);
    await this.verify.run(claim);
    return this.show(claim, token);
  }

  private async show({ brandId, address }: SenderClaim, token: string): Promise<View> {
    const present = await this.senders.settings(brandId);
    if (present.address !== address) throw new Refusal('not_found', 'link_invalid');
    const { name } = await this.brands.brand(brandId);
    return view('mails/sender', {
      brand: name,
      address,
      verified: present.verifiedAt !== null,
      action: `/mail/sender/${token}`,
    });
  }

  private claim(token: string): SenderClaim {
    const claim = this.links.verify(token);
    if (!claim) throw new Refusal('not_found', 'link_invalid');
    return claim;
  }
}
