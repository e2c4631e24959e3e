import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { FollowLink } from '../../visitors/index.js';

/**
 * What a page is told of the link that it was opened by: what to open, with a guest's token where it is somebody
 * else's; or why nothing opens.
 */
export type LinkNews = { conversation: string; token?: string } | { notice: string };

/** Brings those who come by a link in a message to the conversation that it leads to. */
@Injectable()
export class FollowedLinks {
  constructor(
    private readonly followLink: FollowLink,
    private readonly i18n: I18n,
  ) {}

  /** Undefined where nothing is to be said. */
  async follow(actor: VisitorActor, token: string): Promise<LinkNews | undefined> {
    const followed = await this.followLink.run(actor, token);
    if (followed.state === 'silent') return undefined;
    if (followed.state === 'invalid') return { notice: this.i18n.t(actor.locale, 'errors:link_invalid') };
    const { link, guestToken } = followed;
    return { conversation: link.conversationId, ...(guestToken ? { token: guestToken } : {}) };
  }

  /** After the page has said who its visitor is: what opens now that it is whom the link was sent to. */
  async followAgain(actor: VisitorActor, token: string): Promise<LinkNews | undefined> {
    const followed = await this.followLink.run(actor, token);
    if (followed.state !== 'open' || followed.guestToken) return undefined;
    return { conversation: followed.link.conversationId };
  }
}
