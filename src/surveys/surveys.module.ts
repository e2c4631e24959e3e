import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { AnswerSurvey } from './answer-survey.js';
import { Surveys } from './surveys.queries.js';

const face = [AnswerSurvey, Surveys];

@Module({ imports: [ConversationsModule], providers: face, exports: face })
export class SurveysModule {}
