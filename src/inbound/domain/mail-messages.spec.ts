import { mailMessages } from './mail-messages.js';

it('shows what was written and folds the rest, in one message where that fits', () => {
  expect(mailMessages({ words: 'Yes.', rest: '' }, 20)).toEqual([{ body: 'Yes.', fold: null }]);
  expect(mailMessages({ words: 'Yes.', rest: 'Ada' }, 20)).toEqual([{ body: 'Yes.\n\nAda', fold: 4 }]);
  expect(mailMessages({ words: 'Yes, please.', rest: 'Ada Lovelace' }, 20)).toEqual([
    { body: 'Yes, please.', fold: null },
    { body: 'Ada Lovelace', fold: 0 },
  ]);
  expect(mailMessages({ words: '', rest: 'Ada' }, 20)).toEqual([{ body: 'Ada', fold: 0 }]);
  expect(mailMessages({ words: '', rest: '' }, 20)).toEqual([]);
});

it('fills a message to its last sign, and no further', () => {
  expect(mailMessages({ words: 'Yes.', rest: '0123456789' }, 16)).toEqual([
    { body: 'Yes.\n\n0123456789', fold: 4 },
  ]);
  expect(mailMessages({ words: 'Yes.', rest: '0123456789' }, 15)).toEqual([
    { body: 'Yes.', fold: null },
    { body: '0123456789', fold: 0 },
  ]);
});

it('makes several messages of what is long, the last of them with what is folded', () => {
  expect(mailMessages({ words: 'one two three', rest: 'Ada' }, 10)).toEqual([
    { body: 'one two', fold: null },
    { body: 'three\n\nAda', fold: 5 },
  ]);
  expect(mailMessages({ words: 'Yes.', rest: 'one two three' }, 10)).toEqual([
    { body: 'Yes.', fold: null },
    { body: 'one two', fold: 0 },
    { body: 'three', fold: 0 },
  ]);
});

it('makes no message of signs that nobody sees', () => {
  expect(mailMessages({ words: '\u200b', rest: '' }, 20)).toEqual([]);
  expect(mailMessages({ words: 'Yes.', rest: '\u2800' }, 20)).toEqual([{ body: 'Yes.', fold: null }]);
  expect(
    mailMessages({ words: `Yes.${'\u200b'.repeat(30)}No.`, rest: '' }, 10).map(({ body }) => body),
  ).toEqual([`Yes.${'\u200b'.repeat(6)}`, `${'\u200b'.repeat(4)}No.`]);
});
