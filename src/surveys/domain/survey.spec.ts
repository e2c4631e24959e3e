import { isAsked, lineOf, LONGEST_COMMENT, problemOf, tidied, type SurveyAnswer } from './survey.js';

const answer = (given: Partial<SurveyAnswer>): SurveyAnswer => ({
  score: null,
  recommendation: null,
  comment: null,
  ...given,
});

describe('an answer to the survey', () => {
  it.each([
    ['a score alone', { score: 1 }],
    ['a recommendation of nought', { recommendation: 0 }],
    ['a comment alone', { comment: 'Kind and quick 🙏' }],
    ['everything', { score: 5, recommendation: 10, comment: 'x'.repeat(LONGEST_COMMENT) }],
  ])('may be %s', (_, given) => expect(problemOf(answer(given))).toBeNull());

  it.each([
    ['nothing at all', {}, 'survey_empty'],
    ['a score of nought', { score: 0 }, 'invalid_input'],
    ['a score beyond five', { score: 6 }, 'invalid_input'],
    ['half a score', { score: 2.5 }, 'invalid_input'],
    ['no number', { recommendation: Number.NaN }, 'invalid_input'],
    ['a recommendation beyond ten', { recommendation: 11 }, 'invalid_input'],
    ['a comment that is too long', { comment: 'x'.repeat(LONGEST_COMMENT + 1) }, 'too_long'],
    ['a comment that cannot be kept', { comment: 'a\u0000b' }, 'characters_refused'],
  ])('is no %s', (_, given, code) => expect(problemOf(answer(given))).toBe(code));

  it('has no comment where nothing can be seen of it', () =>
    expect(tidied(answer({ score: 3, comment: ' \u200b\n' }))).toEqual(answer({ score: 3 })));

  it('keeps a comment that says something', () => {
    expect(tidied(answer({ comment: ' Kind ' })).comment).toBe(' Kind ');
    expect(tidied(answer({ score: 1 })).comment).toBeNull();
  });

  it('is told in a line by what it holds', () => {
    expect(lineOf(answer({ score: 4, recommendation: 9 }))).toEqual({
      code: 'surveyed_both',
      params: { score: 4, recommendation: 9 },
    });
    expect(lineOf(answer({ score: 4 }))).toEqual({ code: 'surveyed_score', params: { score: 4 } });
    expect(lineOf(answer({ recommendation: 0 }))).toEqual({
      code: 'surveyed_recommendation',
      params: { recommendation: 0 },
    });
    expect(lineOf(answer({ comment: 'Thank you' }))).toEqual({ code: 'surveyed', params: {} });
  });
});

describe('the survey', () => {
  it.each([
    ['a member closed it', { closedBy: 'Maya', closeReason: 'done' }, true],
    ['a member blocked the visitor', { closedBy: 'Maya', closeReason: 'blocked' }, false],
    ['it ended by itself', { closedBy: null, closeReason: 'bot_ended' }, false],
  ])('is asked as it should be when %s', (_, conversation, asked) =>
    expect(isAsked(conversation)).toBe(asked),
  );
});
