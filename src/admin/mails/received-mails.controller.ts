import { Controller, Get, Param, Post, Query, Res, StreamableFile, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { isId } from '../../kernel/index.js';
import {
  isKeptOut,
  isLaidAside,
  LetMailIn,
  RECEIVED_MAIL_STATES,
  ReceivedMailRecords,
  WholeMails,
  type ReceivedMail,
  type ReceivedMailState,
} from '../../inbound/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import {
  contentDisposition,
  I18n,
  seeOther,
  view,
  withQuery,
  type SeeOther,
  type View,
} from '../../platform/index.js';
import { orAll } from '../frame/choices.js';
import { MailPresenter } from './mail-presenter.js';
import type { ReceivedMailPageView, ReceivedMailView, ReceivedMailsView } from './mails.view.js';
import { ParseId } from '../frame/parse-id.js';
import { adminUrl, Shell } from '../frame/shell.js';

const TONES: Record<ReceivedMailState, ReceivedMailView['tone']> = {
  received: 'warn',
  read: 'warn',
  entered: 'ok',
  waiting: 'warn',
  closed: 'plain',
  ignored: 'plain',
  noted: 'plain',
  unreadable: 'danger',
};

/** What visitors answered by mail, and what servers told of ours. */
@Controller('b/:brand/admin/mails/received')
@UseGuards(MemberGuard)
@Needs('mails.change')
export class ReceivedMailsController {
  constructor(
    private readonly shell: Shell,
    private readonly records: ReceivedMailRecords,
    private readonly wholes: WholeMails,
    private readonly letMailIn: LetMailIn,
    private readonly presenter: MailPresenter,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query() query: Record<string, unknown>): Promise<View> {
    const state = RECEIVED_MAIL_STATES.find((known) => known === query.state) ?? null;
    const before = isId(query.before) ? query.before : null;
    const { mails, older } = await this.records.page(me.actor, { state, before });
    const data: ReceivedMailsView = {
      shell: await this.shell.around(me, 'mails'),
      tabs: this.presenter.tabs(me, 'received'),
      action: urlOf(me),
      isListening: this.records.isListening,
      states: orAll(
        this.say(me, 'admin:mails.everything'),
        RECEIVED_MAIL_STATES.map((value) => ({
          value,
          label: this.say(me, `admin:mails.receivedStates.${value}`),
          chosen: value === state,
        })),
      ),
      mails: mails.map((mail) => this.mail(me, mail)),
      olderUrl: older && withQuery(urlOf(me), { state, before: older }),
      newestUrl: before && withQuery(urlOf(me), { state }),
    };
    return view('admin/mails/received-mails', data);
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const mail = await this.wholes.mail(me.actor, id);
    const data: ReceivedMailPageView = {
      shell: await this.shell.around(me, 'mails', done),
      listUrl: urlOf(me),
      mail: this.mail(me, mail),
      closed: mail.state === 'closed',
      unseen: mail.state === 'waiting',
      originalUrl: mail.state === 'unreadable' ? `${urlOf(me)}/${mail.id}/original` : null,
      text: mail.text,
      fileNames: mail.fileNames,
      keptOut: isKeptOut(mail),
      laidAside: isKeptOut(mail) && isLaidAside(mail.reason),
      letInUrl: mail.canLetIn ? `${urlOf(me)}/${id}/admission` : null,
    };
    return view('admin/mails/received-mail', data);
  }

  /** What was kept out comes into its conversation. */
  @Post(':id/admission')
  async letIn(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<SeeOther> {
    await this.letMailIn.run(me.actor, id);
    return seeOther(`${urlOf(me)}/${id}?done=let_in`);
  }

  /** A mail that could not be read, as it came; of another there is its page. */
  @Get(':id/original')
  async original(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile | SeeOther> {
    const kept = await this.wholes.original(me.actor, id);
    if (!kept) return seeOther(`${urlOf(me)}/${id}`);
    response.set({
      'Content-Type': 'message/rfc822',
      'Content-Length': String(kept.size),
      'Content-Disposition': contentDisposition('attachment', `${id}.eml`),
      'X-Content-Type-Options': 'nosniff',
    });
    return new StreamableFile(kept.stream);
  }

  private mail(me: SignedInMember, mail: ReceivedMail): ReceivedMailView {
    const { conversationId, kind, reason, receivedAt, senderKnown, state } = mail;
    return {
      url: `${urlOf(me)}/${mail.id}`,
      sender: mail.sender || mail.returnPath || this.say(me, 'admin:mails.noSender'),
      isOther: kind === 'reply' && state !== 'noted' && senderKnown === false,
      stateWord: this.say(me, `admin:mails.receivedStates.${state}`),
      tone: TONES[state],
      reason: reason && this.say(me, `admin:mails.receivedReasons.${reason}`),
      at: receivedAt.toISOString(),
      conversationUrl: conversationId && `/b/${me.brand.slug}/desk/conversations/${conversationId}`,
    };
  }

  private say(me: SignedInMember, key: string): string {
    return this.i18n.t(me.actor.locale, key);
  }
}

function urlOf(me: SignedInMember): string {
  return `${adminUrl(me)}/mails/received`;
}
