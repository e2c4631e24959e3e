import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../kernel/index.js';
import type { Ended, Ending } from '../outbox/index.js';
import { PlanAnswerNotices } from './plan-answer-notices.js';
import { TellFailure } from './tell-failure.js';

/** What a conversation hears of a mail about it, within the unit of work that writes down what became of the mail. */
@Injectable()
export class OnNotificationEnded {
  constructor(
    private readonly failures: TellFailure,
    private readonly plan: PlanAnswerNotices,
  ) {}

  async run(actor: SystemActor, ended: Ended, ending: Ending): Promise<void> {
    const { conversationId } = ended;
    if (ending.state === 'failed') await this.failures.tell(ended, ending.reason);
    // What kept it back may be gone by now, as where the address is another one.
    if (ending.state === 'suppressed' && ending.reason !== 'bounced' && conversationId)
      await this.plan.run(actor, { conversationId });
  }
}
