import { Injectable } from '@nestjs/common';
import { ThreadViews } from '../desk/index.js';
import { Refusal } from '../kernel/index.js';
import type { SignedInMember } from '../members/index.js';
import { boardAddress, boardUrl, type BoardFields } from './board.form.js';
import type { PanelView } from './board.view.js';

/** Puts together a conversation beside the columns: managers read it and tell members, and answer on the desk. */
@Injectable()
export class PanelViews {
  constructor(private readonly threads: ThreadViews) {}

  async panel(me: SignedInMember, id: string, fields: BoardFields): Promise<PanelView> {
    const thread = await this.threads.thread(me, id);
    return {
      ...addresses(me, id, fields),
      isMine: thread.state === 'on_desk' && thread.heldBy === null,
      thread: {
        ...thread,
        ...{ canMessage: false, canSnooze: false, explainsSnooze: false, writes: 'note', terms: null },
      },
    };
  }

  /** For the page, which shows the board also around what is not there. */
  async panelIfThere(me: SignedInMember, id: string, fields: BoardFields): Promise<PanelView> {
    return this.panel(me, id, fields).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.kind !== 'not_found') throw error;
      return { ...addresses(me, id, fields), isMine: false, thread: null };
    });
  }
}

/** Each with what the board is narrowed by. */
function addresses(
  me: SignedInMember,
  id: string,
  fields: BoardFields,
): Pick<PanelView, 'url' | 'closeUrl' | 'closureUrl' | 'releaseUrl'> {
  const url = `${boardUrl(me)}/conversations/${id}`;
  return {
    url: boardAddress(url, fields),
    closeUrl: boardAddress(boardUrl(me), fields),
    closureUrl: boardAddress(`${url}/closure`, fields),
    releaseUrl: boardAddress(`${url}/release`, fields),
  };
}
