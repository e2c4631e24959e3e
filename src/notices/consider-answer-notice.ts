import { Injectable } from '@nestjs/common';
import { Clock, type SystemActor } from '../kernel/index.js';
import { mailOf } from '../mail/index.js';
import { Outbox } from '../outbox/index.js';
import { UnitOfWork } from '../platform/index.js';
import { AnswerNoticeFactsQueries } from './answer-notice-facts.queries.js';
import { decideAnswerNotice } from './domain/answer-notice.js';
import { PlanAnswerNotices } from './plan-answer-notices.js';

/**
 * Looks at one conversation: whether its visitor is written to now, or when to look again. Called by its job alone, of
 * which there is one a conversation, so that nothing is told of twice.
 */
@Injectable()
export class ConsiderAnswerNotice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: AnswerNoticeFactsQueries,
    private readonly outbox: Outbox,
    private readonly plan: PlanAnswerNotices,
    private readonly clock: Clock,
  ) {}

  async run(actor: SystemActor, conversationId: string): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const found = await this.cases.of(actor, conversationId);
      if (!found) return;
      const decision = decideAnswerNotice(found, this.clock.now());
      if (decision.do === 'look_again') await this.plan.run(actor, { conversationId }, decision.at);
      if (decision.do !== 'send' || found.address === null) return;
      const draft = mailOf({
        template: found.closed ? 'closing' : 'answer',
        recipient: found.address,
        locale: found.locale,
        visitorId: found.visitorId,
        conversationId,
        upToSeq: decision.upToSeq,
      });
      await this.outbox.add(draft);
    });
  }
}
