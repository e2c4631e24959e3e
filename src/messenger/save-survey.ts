import { Injectable } from '@nestjs/common';
import { AnswerSurvey } from '../surveys/index.js';
import { VisitorLimits } from './visitor-limits.js';
import type { Message } from './pages/visitor-messages.js';
import type { VisitorSession } from './visitor-sessions.js';

/** What a visitor says of a conversation that is over. */
@Injectable()
export class SaveSurvey {
  constructor(
    private readonly answer: AnswerSurvey,
    private readonly limits: VisitorLimits,
  ) {}

  async run(session: VisitorSession, survey: Message<'survey'>): Promise<{ state: 'answered' | 'repeated' }> {
    this.limits.take('survey', session);
    const { conversationId, score = null, recommendation = null, comment = null } = survey;
    return this.answer.run(session.actor, { conversationId, score, recommendation, comment });
  }
}
