export { AnswerSurvey, type AnswerSurveyInput } from './answer-survey.js';
export {
  lineOf as surveyLine,
  LONGEST_COMMENT,
  RECOMMENDATIONS,
  SCORES,
  type SurveyAnswer,
} from './domain/survey.js';
export { SurveyAnswered } from './surveys.events.js';
export { SurveysModule } from './surveys.module.js';
export { Surveys } from './surveys.queries.js';
