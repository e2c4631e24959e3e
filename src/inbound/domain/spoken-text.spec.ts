import { spokenText } from './spoken-text.js';

const said = (mail: { text?: string; comment?: string; subject?: string }, isAsked = false) =>
  spokenText({ text: '', comment: '', subject: '', ...mail }, { isAsked });

it('is the text of a mail, else what answers an invitation, else the subject', () => {
  expect(said({ text: 'Yes.\n', comment: 'At ten', subject: 'Two lamps' })).toBe('Yes.\n');
  expect(said({ text: ' \u200b', comment: 'At ten', subject: 'Two lamps' })).toBe('At ten');
  expect(said({ text: '\n', comment: ' ', subject: ' Please cancel: order 12 ' })).toBe(
    'Please cancel: order 12',
  );
  expect(said({ subject: '\u200b' })).toBe('');
});

it.each([
  'Re: Léa answered you',
  'RE : Léa answered you',
  'AW:Léa answered you',
  'Re[2]: Léa answered you',
  'Re[120]: Léa answered you',
  'Re (3): Léa answered you',
  'SV: RE: Léa answered you',
  '回复：Léa answered you',
  'رد: Léa answered you',
  '\u200fRe: Léa answered you',
  'Re:',
])('is no subject that an answer has by itself, unless somebody asks for it: %s', (subject) => {
  expect(said({ subject })).toBe('');
  expect(said({ subject }, true)).toBe(subject);
});

it.each([
  'Reply: yes',
  'Return: order 12',
  'Re order 12',
  'R[2]e: order 12',
  'Re[x]: order 12',
  'Re[1200]: order 12',
  ': yes',
  `${'x'.repeat(50)}: y`,
  `Re${' '.repeat(20)}: y`,
])('is any other subject: %s', (subject) => expect(said({ subject })).toBe(subject));

it('is no answer’s subject either that blanks stand before', () => {
  expect(said({ subject: `${' '.repeat(30)}Re: Léa answered you` })).toBe('');
});
