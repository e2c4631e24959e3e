import { Injectable } from '@nestjs/common';
import { Threads } from '../../conversations/index.js';
import { forbidden, type VisitorActor } from '../../kernel/index.js';
import { Config, UnitOfWork } from '../../platform/index.js';
import { AcceptTerms, visitorActor } from '../../visitors/index.js';
import { ConsentViews } from './consent-views.js';
import { brandWho } from './faces.js';
import type { GuestSession } from '../guest-sessions.js';
import type { GuestContentView } from './messenger.view.js';

/** What a guest sees, and the one thing that they may do: accept the terms that their mail asked them to. */
@Injectable()
export class GuestContent {
  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly threads: Threads,
    private readonly consents: ConsentViews,
    private readonly acceptTerms: AcceptTerms,
  ) {}

  async show(session: GuestSession): Promise<GuestContentView> {
    const { site, link } = session;
    const actor = addresseeOf(session);
    return this.unitOfWork.run(link.brandId, async () => {
      const isAsked = link.purpose === 'terms';
      const consent = isAsked ? await this.consents.of(actor, site) : null;
      return {
        who: brandWho(site, false),
        entries: await this.threads.quoted(actor, link.conversationId, link.seqs),
        consent,
        hasAccepted: isAsked && consent === null,
        mayReplyByMail: this.config.mailListenPort !== undefined,
      };
    });
  }

  async accept(session: GuestSession, input: { documentIds: string[]; address: string }): Promise<void> {
    if (session.link.purpose !== 'terms') throw forbidden();
    await this.acceptTerms.run(addresseeOf(session), input);
  }
}

function addresseeOf({ link, locale }: GuestSession): VisitorActor {
  const { brandId, siteId, visitorId: browserId } = link;
  return visitorActor({ brandId, siteId, browserId }, locale);
}
