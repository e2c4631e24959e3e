import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/index.js';
import type { SignedInMember } from '../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../platform/index.js';
import { deskUrl } from './desk-url.js';
import { ThreadViews } from './thread-views.js';

/** What was done with a conversation, as the desk tells of it in passing; `changed` shows by itself. */
export type Deed = 'changed' | 'closed' | 'blocked';

/** Answers the desk that has just changed a conversation with what stands around its entries now. */
@Injectable()
export class ChangedConversations {
  constructor(private readonly threads: ThreadViews) {}

  /** Without scripts the desk goes to `page`, else to the conversation. */
  async show(
    me: SignedInMember,
    conversationId: string,
    { as, page }: { as: Deed; page?: string } = { as: 'changed' },
  ): Promise<View | SeeOther> {
    const options = {
      status: 200,
      seeOther: page ?? `${deskUrl(me)}/conversations/${conversationId}`,
      triggers: { 'conversation:changed': { as } },
    };
    try {
      return view('desk/_around', await this.threads.around(me, conversationId), options);
    } catch (error) {
      // It may have gone where the member reads it no more.
      if (!(error instanceof Refusal) || error.kind !== 'not_found') throw error;
      return seeOther(deskUrl(me));
    }
  }
}
