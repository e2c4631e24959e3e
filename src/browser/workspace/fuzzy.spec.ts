import { fitOf } from './fuzzy.js';

const action = (text: string) => ({ text, hasAcronym: true });
const conversation = (text: string) => ({ text, hasAcronym: false });
const found = (wanted: string, ...texts: string[]) =>
  texts
    .map((text) => ({ text, fit: fitOf(action(text), wanted) }))
    .filter(({ fit }) => fit !== null)
    .sort((one, other) => (other.fit ?? 0) - (one.fit ?? 0))
    .map(({ text }) => text);

it('finds by the beginnings of words, in any order, without case and accents', () => {
  expect(found('snoo', 'Snooze', 'Hannah · short note', 'Close')).toEqual(['Snooze']);
  expect(found('cong', 'Mettre en congé')).toEqual(['Mettre en congé']);
  expect(found('conv close', 'Close conversation')).toEqual(['Close conversation']);
  expect(found('zee', 'Zoé')).toEqual([]);
});

it('takes no letters from here and there, nor from within a word', () => {
  expect(fitOf(conversation('Hannah · so nice, now or otherwise'), 'snoo')).toBeNull();
  expect(fitOf(conversation('Hannah'), 'anna')).toBeNull();
  expect(fitOf(conversation('so nice of Otto'), 'snoo')).toBeNull();
});

it('finds actions by the beginnings of words that follow each other', () => {
  expect(found('nc', 'Next conversation', 'Note')).toEqual(['Next conversation']);
  expect(found('nexco', 'Next conversation', 'Nice old coat')).toEqual(['Next conversation']);
  expect(found('n', 'Close now')).toEqual(['Close now']);
});

it('ranks a whole word before a beginning, what stands ahead before what follows, and acronyms last', () => {
  expect(found('note', 'Notebook', 'Write a note', 'Note')).toEqual(['Note', 'Write a note', 'Notebook']);
  expect(found('no', 'Write a note', 'Note', 'New order')).toEqual(['Note', 'Write a note', 'New order']);
});

it('finds words within what is written without spaces', () => {
  expect(fitOf(conversation('我家在上海东边'), '上海')).not.toBeNull();
});

it('finds nothing by signs alone', () => {
  expect(fitOf(action('Note'), '···')).toBeNull();
});

it('takes a long text and a long question at once', () => {
  const long = 'a '.repeat(5000);
  const before = performance.now();
  expect(fitOf(action(long), `${'a'.repeat(40)}b`)).toBeNull();
  expect(performance.now() - before).toBeLessThan(1000);
});
