import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Refusal } from '../../kernel/index.js';
import { ClientAddresses } from '../../platform/index.js';
import { Arrivals } from '../sockets/arrivals.js';
import type { LinkNews } from './followed-links.js';
import { LinkDestinations } from './link-destinations.js';
import { VisitorLimits } from '../visitor-limits.js';

const shape = z.object({
  link: z.string().max(4096),
  token: z.string().max(4096).optional(),
  locale: z.string().max(35).optional(),
});

/** Links in messages to visitors. Following one changes nothing until the page that it leads to has run. */
@Controller()
export class LinksController {
  constructor(
    private readonly destinations: LinkDestinations,
    private readonly arrivals: Arrivals,
    private readonly limits: VisitorLimits,
    private readonly addresses: ClientAddresses,
  ) {}

  @Get('l/:token')
  @Header('Referrer-Policy', 'no-referrer')
  async lead(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { network } = this.addresses.of(request);
    this.limits.claim('link', { siteKey: null, token: null, network });
    response.redirect(302, await this.destinations.of(token));
  }

  /** For the messenger on a page of ours, where a site has none that the link can lead to. */
  @Post('w/:siteKey/links')
  @HttpCode(200)
  async follow(
    @Param('siteKey') site: string,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<{ token: string; link?: LinkNews }> {
    const { network } = this.addresses.of(request);
    this.limits.claim('link', { siteKey: site, token: null, network });
    const input = shape.safeParse(body);
    if (!input.success) throw new Refusal('invalid', 'invalid_input');
    this.limits.arrive({ siteKey: site, token: input.data.token, network });
    const { token, link } = await this.arrivals.onOwnPage(
      { site, part: 'messenger', chosen: input.data.locale, ...input.data },
      { origin: request.get('origin'), userAgent: request.get('user-agent') ?? '', network },
    );
    return { token, link };
  }
}
