import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/index.js';
import type { SignedInMember } from '../members/index.js';
import { I18n, view, type View } from '../platform/index.js';
import type { DeskLists } from './desk-lists.js';
import { DeskViews } from './desk-views.js';
import type { DialogView } from './dialog.view.js';
import { ThreadViews } from './thread-views.js';

/** Where a dialog is asked for: by a script, which shows it over the page, or without, as a page of its own. */
export interface DialogRequest {
  me: SignedInMember;
  lists: DeskLists;
  conversationId: string;
  isFragment: boolean;
}

/** Shows what is asked before a conversation goes elsewhere, with what was wrong where it was refused. */
@Injectable()
export class DeskDialogs {
  constructor(
    private readonly desks: DeskViews,
    private readonly threads: ThreadViews,
    private readonly i18n: I18n,
  ) {}

  async show(
    { me, lists, conversationId, isFragment }: DialogRequest,
    dialog: DialogView,
    status = 200,
  ): Promise<View> {
    const options = { fragment: 'desk/_dialog', status };
    if (isFragment) return view('desk/_dialog', dialog, options);
    const thread = await this.threads.thread(me, conversationId);
    return view('desk/show', { ...(await this.desks.desk(me, lists, thread)), dialog }, options);
  }

  /** What to say of a refusal that the form can put right or that it explains; others go their way. */
  explain(
    { me }: DialogRequest,
    error: unknown,
  ): { status: number; fields: Record<string, string>; refused: string | null } {
    if (!(error instanceof Refusal) || !['invalid', 'conflict'].includes(error.kind)) throw error;
    const { status, code, details } = error;
    if (details.fields) return { status, fields: details.fields, refused: null };
    return { status, fields: {}, refused: this.i18n.t(me.actor.locale, `errors:${code}`, details.params) };
  }
}
