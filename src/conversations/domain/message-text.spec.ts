import { LONGEST_MESSAGE } from '../../kernel/index.js';
import { problemOf } from './message-text.js';

const text = (body: string) => problemOf({ body, fileIds: [] });

describe('a message', () => {
  it('is any text that can be stored, kept to the letter', () => {
    for (const body of ['Bonjour', ' spaces around ', '\u202eabc', '👩‍👩‍👧', 'a\r\nb', '0', '<script>'])
      expect(text(body)).toBeNull();
  });

  it('may be as long as four thousand emoji, and not one more', () => {
    expect(text('👍'.repeat(LONGEST_MESSAGE))).toBeNull();
    expect(text('👍'.repeat(LONGEST_MESSAGE + 1))).toBe('message_too_long');
  });

  it('is refused when nothing of it can be seen', () => {
    for (const body of ['', ' \n\t', '\u200b\u2060\ufeff']) expect(text(body)).toBe('message_empty');
  });

  it('is refused when no reader could get it as it is', () => {
    for (const body of ['a\u0000b', 'a\ud83d', '\ude00\ud83d']) expect(text(body)).toBe('text_not_storable');
  });

  it('may be files alone, a few at a time', () => {
    expect(problemOf({ body: '', fileIds: ['one'] })).toBeNull();
    expect(problemOf({ body: ' ', fileIds: ['one'] })).toBe('message_empty');
    expect(problemOf({ body: 'look', fileIds: Array.from({ length: 10 }, String) })).toBeNull();
    expect(problemOf({ body: 'look', fileIds: Array.from({ length: 11 }, String) })).toBe(
      'message_too_many_files',
    );
  });
});
