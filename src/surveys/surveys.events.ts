import { defineEvent } from '../platform/index.js';

export const SurveyAnswered = defineEvent<{
  score: number | null;
  recommendation: number | null;
  hasComment: boolean;
}>('survey.answered');
