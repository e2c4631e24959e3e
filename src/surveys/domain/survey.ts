import { isBlank, isStorable, lengthOf } from '../../kernel/index.js';

export const SCORES = [1, 2, 3, 4, 5] as const;
export const RECOMMENDATIONS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export const LONGEST_COMMENT = 2000;

/** What a visitor says of a conversation that is over; each part may be left out. */
export interface SurveyAnswer {
  score: number | null;
  recommendation: number | null;
  comment: string | null;
}

/** The answer without a comment that says nothing. */
export function tidied({ score, recommendation, comment }: SurveyAnswer): SurveyAnswer {
  return { score, recommendation, comment: comment === null || isBlank(comment) ? null : comment };
}

/** Why this cannot be an answer, as the code of a refusal; null when it can. */
export function problemOf({ score, recommendation, comment }: SurveyAnswer): string | null {
  if (score === null && recommendation === null && comment === null) return 'survey_empty';
  if (score !== null && !SCORES.some((known) => known === score)) return 'invalid_input';
  if (recommendation !== null && !RECOMMENDATIONS.some((known) => known === recommendation))
    return 'invalid_input';
  if (comment !== null && !isStorable(comment)) return 'characters_refused';
  if (comment !== null && lengthOf(comment) > LONGEST_COMMENT) return 'too_long';
  return null;
}

/** Only who was served is asked: a member closed the conversation, and not because of a block. */
export function isAsked({
  closedBy,
  closeReason,
}: {
  closedBy: string | null;
  closeReason: string | null;
}): boolean {
  return closedBy !== null && closeReason !== 'blocked';
}

/** The information line that tells members of the answer. */
export function lineOf({ score, recommendation }: SurveyAnswer): {
  code: 'surveyed' | 'surveyed_score' | 'surveyed_recommendation' | 'surveyed_both';
  params: Record<string, number>;
} {
  if (score !== null && recommendation !== null)
    return { code: 'surveyed_both', params: { score, recommendation } };
  if (score !== null) return { code: 'surveyed_score', params: { score } };
  if (recommendation !== null) return { code: 'surveyed_recommendation', params: { recommendation } };
  return { code: 'surveyed', params: {} };
}
