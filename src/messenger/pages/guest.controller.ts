import { Body, Controller, Get, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../../kernel/index.js';
import { ClientAddresses, Views } from '../../platform/index.js';
import { GuestContent } from './guest-content.js';
import { Guest, GuestGuard, type GuestSession } from '../guest-sessions.js';
import { messageShapes } from './visitor-messages.js';

/** All that a guest's token opens. */
@Controller('w/:siteKey/guest')
@UseGuards(GuestGuard)
export class GuestController {
  constructor(
    private readonly content: GuestContent,
    private readonly addresses: ClientAddresses,
    private readonly views: Views,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async show(@Guest() session: GuestSession): Promise<string> {
    return this.views.render('messenger/_guest', await this.content.show(session), session.locale);
  }

  @Post('consents')
  @HttpCode(204)
  async accept(
    @Guest() session: GuestSession,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<void> {
    const acceptance = messageShapes.accept.safeParse(body);
    if (!acceptance.success) throw new Refusal('invalid', 'invalid_input');
    await this.content.accept(session, { ...acceptance.data, address: this.addresses.of(request).text });
  }
}
