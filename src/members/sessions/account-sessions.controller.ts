import { Controller, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { seeOther, type SeeOther } from '../../platform/index.js';
import { signedInAccount } from '../account.form.js';
import { EndSessions } from './end-sessions.js';

/** Signing out elsewhere. */
@Controller('account/sessions')
export class AccountSessionsController {
  constructor(private readonly end: EndSessions) {}

  @Post('sign-out')
  async others(@Req() request: Request): Promise<SeeOther> {
    await this.end.run({ accountId: signedInAccount(request), which: { allBut: request.sessionID } });
    return seeOther('/account?saved=sessions');
  }

  @Post(':id/sign-out')
  async one(@Req() request: Request, @Param('id') id: string): Promise<SeeOther> {
    await this.end.run({ accountId: signedInAccount(request), which: { id } });
    return seeOther('/account?saved=session');
  }
}
