import { Injectable } from '@nestjs/common';
import { RateLimits, type RateLimit } from '../platform/index.js';
import { AnswerSurvey } from '../surveys/index.js';
import type { Message } from './visitor-messages.js';
import type { VisitorSession } from './visitor-sessions.js';

const ANSWERS: RateLimit = { name: 'visitor-surveys', points: 10, seconds: 60 };

/** What a visitor says of a conversation that is over. */
@Injectable()
export class SaveSurvey {
  constructor(
    private readonly answer: AnswerSurvey,
    private readonly limits: RateLimits,
  ) {}

  async run(
    { actor }: VisitorSession,
    survey: Message<'survey'>,
  ): Promise<{ state: 'answered' | 'repeated' }> {
    await this.limits.take(ANSWERS, `${actor.brandId} ${actor.id}`);
    const { conversationId, score = null, recommendation = null, comment = null } = survey;
    return this.answer.run(actor, { conversationId, score, recommendation, comment });
  }
}
