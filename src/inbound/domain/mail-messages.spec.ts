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
