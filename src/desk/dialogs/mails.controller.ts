import { Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { LetMailIn, WholeMails } from '../../inbound/index.js';
import { notFound } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember } from '../../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import { deskUrl } from '../desk-url.js';
import type { MailView } from './mail.view.js';

/** What stands in a mail, with what was cut off below the answer. */
@Controller('b/:brand/desk/mails')
@UseGuards(MemberGuard)
export class MailsController {
  constructor(
    private readonly mails: WholeMails,
    private readonly letMailIn: LetMailIn,
  ) {}

  @Get(':id')
  async mail(@Me() me: SignedInMember, @Param('id') id: string): Promise<View> {
    const mail = await this.mails.mail(me.actor, id);
    const { sender, returnPath, receivedAt, text, fileNames, canLetIn } = mail;
    if (text === null && !canLetIn) throw notFound();
    const data: MailView = {
      sender: sender || returnPath,
      at: receivedAt.toISOString(),
      text: text ?? '',
      fileNames: fileNames.join(', '),
      letInUrl: canLetIn ? `${deskUrl(me)}/mails/${mail.id}/admission` : null,
    };
    return view('desk/dialogs/_mail', data);
  }

  /** What was kept out comes into the conversation. */
  @Post(':id/admission')
  async letIn(@Me() me: SignedInMember, @Param('id') id: string): Promise<SeeOther> {
    const { conversationId } = await this.mails.mail(me.actor, id);
    await this.letMailIn.run(me.actor, id);
    return seeOther(`${deskUrl(me)}/conversations/${conversationId}`, {});
  }
}
