import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { isId } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { Mailbox } from '../../mail/index.js';
import { showMail, view, withQuery, type View } from '../../platform/index.js';
import { MailPresenter } from './mail-presenter.js';
import type { MailboxMailView, MailboxView } from './mails.view.js';
import { ParseId } from '../frame/parse-id.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** The built-in mailbox, where mails can be read while no provider is set. */
@Controller('b/:brand/admin/mails/mailbox')
@UseGuards(MemberGuard)
@Needs('mails.change')
export class MailboxController {
  constructor(
    private readonly shell: Shell,
    private readonly mailbox: Mailbox,
    private readonly presenter: MailPresenter,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query('before') given: unknown): Promise<View> {
    const before = isId(given) ? given : null;
    const { mails, older } = await this.mailbox.page(me.actor, before);
    const data: MailboxView = {
      shell: await this.shell.around(me, 'mails'),
      tabs: this.presenter.tabs(me, 'mailbox'),
      inUse: this.mailbox.isInUse,
      mails: mails.map(({ id, recipient, subject, at }) => ({
        url: `${urlOf(me)}/${id}`,
        recipient,
        subject,
        at: at.toISOString(),
      })),
      olderUrl: older && withQuery(urlOf(me), { before: older }),
      newestUrl: before && urlOf(me),
    };
    return view('admin/mails/mailbox', data);
  }

  @Get(':id')
  async one(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<View> {
    const { headers, html: _, at, ...mail } = await this.mailbox.mail(me.actor, id);
    const data: MailboxMailView = {
      ...mail,
      shell: await this.shell.around(me, 'mails'),
      listUrl: urlOf(me),
      inUse: this.mailbox.isInUse,
      at: at.toISOString(),
      contentUrl: `${urlOf(me)}/${id}/content`,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      recordUrl: `${adminUrl(me)}/mails/records/${id}`,
    };
    return view('admin/mails/mailbox-mail', data);
  }

  /** The mail's own document. */
  @Get(':id/content')
  async content(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Res() response: Response,
  ): Promise<void> {
    const { html } = await this.mailbox.mail(me.actor, id);
    showMail(response, html);
    response.type('html').send(html);
  }
}

function urlOf(me: SignedInMember): string {
  return `${adminUrl(me)}/mails/mailbox`;
}
