import { Injectable } from '@nestjs/common';
import { Authors, ConversationAccess, EntryWriter } from '../conversations/index.js';
import { Clock, Refusal, type VisitorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { isAsked, lineOf, problemOf, tidied, type SurveyAnswer } from './domain/survey.js';
import { SurveyAnswered } from './surveys.events.js';

export interface AnswerSurveyInput extends SurveyAnswer {
  conversationId: string;
}

/** Keeps what a visitor says of a conversation that a member closed; the first answer holds for ever. */
@Injectable()
export class AnswerSurvey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly authors: Authors,
    private readonly entries: EntryWriter,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: VisitorActor,
    { conversationId, ...given }: AnswerSurveyInput,
  ): Promise<{ state: 'answered' | 'repeated' }> {
    const answer = tidied(given);
    const problem = problemOf(answer);
    if (problem) throw new Refusal('invalid', problem);
    return this.unitOfWork.run(actor.brandId, async () => {
      const conversation = await this.access.conversation(actor, conversationId);
      await this.authors.check(actor);
      if (!isAsked(conversation)) throw new Refusal('conflict', 'survey_closed');
      if (!(await this.keep(actor, conversationId, answer))) return { state: 'repeated' };
      await this.entries.line(conversationId, lineOf(answer));
      const { score, recommendation, comment } = answer;
      await this.events.record(actor, SurveyAnswered, {
        subjectId: conversationId,
        conversationId,
        data: { score, recommendation, hasComment: comment !== null },
      });
      return { state: 'answered' };
    });
  }

  private async keep(
    { brandId, locale }: VisitorActor,
    conversationId: string,
    { score, recommendation, comment }: SurveyAnswer,
  ): Promise<boolean> {
    const kept = await this.unitOfWork.execute(
      `INSERT INTO surveys (brand_id, conversation_id, score, recommendation, comment, locale, answered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [brandId, conversationId, score, recommendation, comment, locale, this.clock.now()],
    );
    return kept > 0;
  }
}
