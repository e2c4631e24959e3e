import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { I18n, UnitOfWork } from '../platform/index.js';
import { FollowLink } from '../visitors/index.js';
import { VisitorConversations } from './visitor-conversations.queries.js';

/** What a page is told of the link that it was opened by: what to open, or why nothing opens. */
export type LinkNews = { conversation: string; token?: string } | { notice: string };

/** Brings those who come by a link in a message to the conversation that it leads to. */
@Injectable()
export class FollowedLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly followLink: FollowLink,
    private readonly conversations: VisitorConversations,
    private readonly i18n: I18n,
  ) {}

  /** Undefined where nothing is to be said. */
  async follow(actor: VisitorActor, token: string): Promise<LinkNews | undefined> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const hasHistory = await this.conversations.hasAny(actor);
      const followed = await this.followLink.run(actor, { token, hasHistory });
      if (followed.state === 'silent') return undefined;
      if (followed.state === 'invalid') return { notice: this.i18n.t(actor.locale, 'errors:link_invalid') };
      const { link, guestToken } = followed;
      return { conversation: link.conversationId, ...(guestToken ? { token: guestToken } : {}) };
    });
  }
}
