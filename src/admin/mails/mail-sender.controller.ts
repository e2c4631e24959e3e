import { Body, Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { MailSenders, SaveMailSender, type SaveMailSenderInput } from '../../mail/index.js';
import { Config, seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { MailPresenter } from './mail-presenter.js';
import type { MailSenderView } from './mails.view.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** As whom the brand writes. */
@Controller('b/:brand/admin/mails/sender')
@UseGuards(MemberGuard)
@Needs('mails.change')
export class MailSenderController {
  constructor(
    private readonly shell: Shell,
    private readonly senders: MailSenders,
    private readonly saveSender: SaveMailSender,
    private readonly presenter: MailPresenter,
    private readonly config: Config,
  ) {}

  @Get()
  async page(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    const { name, address } = await this.senders.settings(me.actor.brandId);
    const typed = { name: name ?? '', address: address ?? '' };
    return this.show(me, typed, freshForm(urlOf(me), typed), { done });
  }

  @Post()
  async save(@Me() me: SignedInMember, @Body() body: unknown): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const typed = { name: posted.text('name'), address: posted.text('address') };
    return saveForm(postedForm(urlOf(me), posted), {
      save: async () => {
        await this.saveSender.run(me.actor, typed);
        return null;
      },
      next: `${urlOf(me)}?done=saved`,
      again: (form, shown) => this.show(me, typed, form, shown),
    });
  }

  @Post('verification')
  async again(@Me() me: SignedInMember): Promise<SeeOther> {
    await this.saveSender.again(me.actor);
    return seeOther(`${urlOf(me)}?done=link_sent`);
  }

  private async show(
    me: SignedInMember,
    { name, address }: SaveMailSenderInput,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const stored = await this.senders.settings(me.actor.brandId);
    const data: MailSenderView = {
      shell: await this.shell.around(me, 'mails', done),
      tabs: this.presenter.tabs(me, 'sender'),
      form,
      name,
      address,
      present: await this.senders.of(me.actor.brandId),
      ourAddress: this.config.mailFrom,
      waitingFor: stored.address && !stored.verifiedAt ? stored.address : null,
      verified: stored.verifiedAt !== null,
      verificationUrl: `${urlOf(me)}/verification`,
    };
    return view('admin/mails/mail-sender', data, { status });
  }
}

function urlOf(me: SignedInMember): string {
  return `${adminUrl(me)}/mails/sender`;
}
