import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../../kernel/index.js';
import type { SignedInMember } from '../../members/index.js';
import { I18n, isFragmentRequest, view, type SeeOther, type View } from '../../platform/index.js';
import { ChangedConversations } from '../changed-conversations.js';
import type { DeskLists } from '../lists/desk-lists.js';
import { DeskViews } from '../desk-views.js';
import type { DialogView } from './dialog.view.js';
import { ThreadViews } from '../thread-views.js';

/** Where a dialog is asked for: by a script, which shows it over the page, or without, as a page of its own. */
export interface DialogRequest {
  me: SignedInMember;
  lists: DeskLists;
  conversationId: string;
  isFragment: boolean;
}

/** The request as the dialogs need it; for routes below a conversation that read the lists along. */
export const AsDialog = createParamDecorator((_data: unknown, context: ExecutionContext): DialogRequest => {
  const request = context.switchToHttp().getRequest<Request<{ id: string }>>();
  return {
    me: request.member,
    lists: request.along as DeskLists,
    conversationId: request.params.id,
    isFragment: isFragmentRequest(request),
  };
});

/** Why it was refused: field by field, or as a whole, in words. */
interface Problems {
  fields: Record<string, string>;
  refused: string | null;
}

/** Shows what is asked before a conversation goes elsewhere, with what was wrong where it was refused. */
@Injectable()
export class DeskDialogs {
  constructor(
    private readonly desks: DeskViews,
    private readonly threads: ThreadViews,
    private readonly changed: ChangedConversations,
    private readonly i18n: I18n,
  ) {}

  async show(
    { me, lists, conversationId, isFragment }: DialogRequest,
    dialog: DialogView,
    status = 200,
  ): Promise<View> {
    const options = { fragment: 'desk/dialogs/_dialog', status };
    if (isFragment) return view('desk/dialogs/_dialog', dialog, options);
    const thread = await this.threads.thread(me, conversationId);
    return view('desk/show', { ...(await this.desks.desk(me, lists, thread)), dialog }, options);
  }

  /** Does what was asked and shows the conversation as it is then; refused, it is asked again with what was typed. */
  async answer(
    request: DialogRequest,
    { act, again }: { act: () => Promise<unknown>; again: (problems: Problems) => Promise<DialogView> },
  ): Promise<View | SeeOther> {
    const { me, conversationId } = request;
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refusal) || !['invalid', 'conflict'].includes(error.kind)) throw error;
      return this.show(request, await again(this.problems(me, error)), error.status);
    }
    return this.changed.show(me, conversationId);
  }

  private problems({ actor }: SignedInMember, { code, details }: Refusal): Problems {
    if (details.fields) return { fields: details.fields, refused: null };
    return { fields: {}, refused: this.i18n.t(actor.locale, `errors:${code}`, details.params) };
  }
}
