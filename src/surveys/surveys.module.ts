import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { AnswerSurvey } from './answer-survey.js';
import { Surveys } from './surveys.queries.js';

const exported = [AnswerSurvey, Surveys];

@Module({ imports: [ConversationsModule], providers: exported, exports: exported })
export class SurveysModule {}
