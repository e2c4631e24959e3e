import { multipart } from '../../test/inbound/made-mail.js';
import { calendarComment } from './calendar-comment.js';
import { allParts, mimePart } from './mime-part.js';

const commentOf = (...lines: string[]) => {
  const calendar = ['BEGIN:VCALENDAR', 'METHOD:REPLY', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', ''].join(
    '\r\n',
  );
  const raw = multipart(`Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n${calendar}`);
  return calendarComment([...allParts(mimePart(raw))]);
};

it.each([
  ['as it is', ['COMMENT:Can we meet at ten?'], 'Can we meet at ten?'],
  [
    'in a language, with a colon in quotes',
    ['COMMENT;LANGUAGE=en;ALTREP="cid:x":Later: please'],
    'Later: please',
  ],
  ['folded and escaped', ['COMMENT:Later\\, ple', ' ase\\nThanks\\; \\\\o/'], 'Later, please\nThanks; \\o/'],
  ['in letters of any case', ['comment:Yes'], 'Yes'],
  ['twice', ['COMMENT:One', 'SUMMARY:x', 'COMMENT:Two'], 'One\n\nTwo'],
  ['of signs beyond ASCII', ['COMMENT:Plutôt à dix heures'], 'Plutôt à dix heures'],
])('reads what somebody says who answers an invitation: %s', (_, lines, expected) =>
  expect(commentOf(...lines)).toBe(expected),
);

it.each([[['SUMMARY:COMMENT:x']], [['COMMENTS:x']], [['COMMENT']], [['COMMENT;X="a:b']]])(
  'finds none in %j',
  (lines) => expect(commentOf(...lines)).toBe(''),
);

it('looks at calendars alone', () => {
  const raw = multipart('Content-Type: text/plain\r\n\r\nCOMMENT:x');
  expect(calendarComment([...allParts(mimePart(raw))])).toBe('');
});
