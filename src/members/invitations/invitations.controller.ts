import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal } from '../../kernel/index.js';
import { seeOther, type SeeOther, type View } from '../../platform/index.js';
import { Entrance } from '../sign-in/entrance.js';
import { AcceptInvitation } from './accept-invitation.js';
import { InvitationPage } from './invitation-page.js';

type Posted = Record<string, unknown>;

/** What the link of an invitation opens. */
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly page: InvitationPage,
    private readonly accept: AcceptInvitation,
    private readonly entrance: Entrance,
  ) {}

  @Get(':token')
  @Header('Referrer-Policy', 'no-referrer')
  open(@Req() request: Request, @Param('token') token: string): Promise<View> {
    return this.page.build({ token, accountId: request.session.accountId ?? null });
  }

  @Post(':token')
  @HttpCode(200)
  async join(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('token') token: string,
    @Body() posted: Posted | undefined,
  ): Promise<View | SeeOther> {
    const opened = { token, accountId: request.session.accountId ?? null };
    const name = text(posted?.name).trim();
    try {
      const { slug, newAccountId } = await this.accept.run({
        ...opened,
        name,
        password: text(posted?.password),
      });
      const next = `/b/${slug}/desk`;
      if (!newAccountId) return seeOther(next);
      return await this.entrance.enter(request, response, {
        ...{ accountId: newAccountId, next, isProved: false },
      });
    } catch (error) {
      // The page tells by itself what is so now: that it is over, or that somebody has to sign in first.
      if (
        !(error instanceof Refusal) ||
        !['invalid', 'conflict', 'forbidden', 'not_found'].includes(error.kind)
      )
        throw error;
      return this.page.build(opened, { values: { name }, errors: error.details.fields ?? {} });
    }
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
