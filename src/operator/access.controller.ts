import { Body, Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../kernel/index.js';
import { BecomeOperator, OperatorLinks } from '../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../platform/index.js';
import type { AccessView } from './operator.view.js';

type Posted = Record<string, unknown> | undefined;

/** What the link opens that makes an operator. Opening it changes nothing. */
@Controller('platform/access')
export class AccessController {
  constructor(
    private readonly links: OperatorLinks,
    private readonly become: BecomeOperator,
  ) {}

  @Get(':token')
  @Header('Referrer-Policy', 'no-referrer')
  page(@Param('token') token: string, @Req() request: Request): Promise<View> {
    return this.show(token, request);
  }

  @Post(':token')
  @HttpCode(200)
  @Header('Referrer-Policy', 'no-referrer')
  async accept(
    @Param('token') token: string,
    @Req() request: Request,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    const { accountId } = request.session;
    const [name, password] = [text(posted?.name), text(posted?.password)];
    try {
      await this.become.run({ token, signedInAs: accountId ?? null, name, password });
    } catch (error) {
      if (!(error instanceof Refusal && error.details.fields)) throw error;
      return this.show(token, request, { name, errors: error.details.fields });
    }
    return seeOther('/platform');
  }

  private async show(token: string, request: Request, part: Partial<AccessView> = {}): Promise<View> {
    const link = await this.links.find(token);
    if (!link) throw new Refusal('not_found', 'link_invalid');
    const signedInAs = request.session.accountId ?? null;
    const isTheirs = link.accountId !== null && link.accountId === signedInAs;
    const data: AccessView = {
      email: link.email,
      step: link.accountId === null ? 'make' : isTheirs ? 'accept' : 'sign_in',
      isSomebodyElse: signedInAs !== null && !isTheirs,
      url: `/platform/access/${token}`,
      name: '',
      errors: {},
      ...part,
    };
    return view('operator/access', data, { status: part.errors ? 422 : 200 });
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
