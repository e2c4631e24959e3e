import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { FileAddresses, type FileAddress } from '../../files/index.js';
import { isId, Refusal } from '../../kernel/index.js';
import { ClientAddresses, Views } from '../../platform/index.js';
import { AcceptTerms } from '../../visitors/index.js';
import { BearerGuard, Speaker } from '../bearer.js';
import { MessengerContent } from './messenger-content.js';
import { SaveSettings } from '../save-settings.js';
import { SaveSurvey } from '../save-survey.js';
import { SendMessage, type SentMessage } from '../send-message.js';
import { VisitorLimits } from '../visitor-limits.js';
import { messageShapes } from './visitor-messages.js';
import type { VisitorSession } from '../visitor-sessions.js';

/** What belongs to one visitor, for the messenger; and what it sends where no WebSocket gets through. */
@Controller('w/:siteKey')
@UseGuards(BearerGuard)
export class ContentController {
  constructor(
    private readonly content: MessengerContent,
    private readonly send: SendMessage,
    private readonly acceptTerms: AcceptTerms,
    private readonly saveSettings: SaveSettings,
    private readonly saveSurvey: SaveSurvey,
    private readonly views: Views,
    private readonly addresses: ClientAddresses,
    private readonly files: FileAddresses,
    private readonly limits: VisitorLimits,
  ) {}

  @Get('content')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async show(@Speaker() session: VisitorSession, @Query() query: Record<string, unknown>): Promise<string> {
    const wished = isId(query.conversation) ? query.conversation : null;
    const content = await this.content.show(session, wished, query.fresh === '1');
    return this.views.render('messenger/_content', content, session.actor.locale);
  }

  @Get('history')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async history(
    @Speaker() session: VisitorSession,
    @Query() query: Record<string, unknown>,
  ): Promise<string> {
    const history = await this.content.earlier(session, {
      conversationId: isId(query.conversation) ? query.conversation : null,
      before:
        typeof query.before === 'string' && /^\d{1,9}$/.test(query.before) ? Number(query.before) : null,
      cursor: typeof query.cursor === 'string' ? query.cursor : null,
    });
    return this.views.render('messenger/_history', history, session.actor.locale);
  }

  /** Where a file of theirs is to be had from now, since its address ends before the page does. */
  @Get('files/:id')
  file(@Speaker() session: VisitorSession, @Param('id') id: string): Promise<FileAddress> {
    return this.files.of(session.actor, id);
  }

  @Post('messages')
  @HttpCode(200)
  async message(@Speaker() session: VisitorSession, @Body() body: unknown): Promise<SentMessage> {
    const message = messageShapes.message.safeParse(body);
    if (!message.success) throw new Refusal('invalid', 'invalid_input');
    return this.send.run(session, message.data);
  }

  @Post('settings')
  @HttpCode(204)
  async settings(@Speaker() session: VisitorSession, @Body() body: unknown): Promise<void> {
    const settings = messageShapes.settings.safeParse(body);
    if (!settings.success) throw new Refusal('invalid', 'invalid_input');
    await this.saveSettings.run(session, settings.data);
  }

  @Post('surveys')
  @HttpCode(200)
  async survey(@Speaker() session: VisitorSession, @Body() body: unknown): Promise<object> {
    const survey = messageShapes.survey.safeParse(body);
    if (!survey.success) throw new Refusal('invalid', 'invalid_input');
    return this.saveSurvey.run(session, survey.data);
  }

  @Post('consents')
  @HttpCode(204)
  async accept(
    @Speaker() session: VisitorSession,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<void> {
    this.limits.take('accept', session);
    const acceptance = messageShapes.accept.safeParse(body);
    if (!acceptance.success) throw new Refusal('invalid', 'invalid_input');
    await this.acceptTerms.run(session.actor, {
      ...acceptance.data,
      address: this.addresses.of(request).text,
    });
  }
}
