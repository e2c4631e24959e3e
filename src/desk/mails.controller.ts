import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { WholeMails } from '../inbound/index.js';
import { notFound } from '../kernel/index.js';
import { Me, MemberGuard, type SignedInMember } from '../members/index.js';
import { view, type View } from '../platform/index.js';
import type { MailView } from './mail.view.js';

/** What stands in a mail, with what was cut off below the answer. */
@Controller('b/:brand/desk/mails')
@UseGuards(MemberGuard)
export class MailsController {
  constructor(private readonly mails: WholeMails) {}

  @Get(':id')
  async mail(@Me() me: SignedInMember, @Param('id') id: string): Promise<View> {
    const { sender, returnPath, receivedAt, text, fileNames } = await this.mails.mail(me.actor, id);
    if (text === null) throw notFound();
    const data: MailView = {
      sender: sender || returnPath,
      at: receivedAt.toISOString(),
      text,
      fileNames: fileNames.join(', '),
    };
    return view('desk/_mail', data);
  }
}
