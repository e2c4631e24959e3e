import { decideAnswerNotice, type AnswerNoticeFacts } from './answer-notice.js';

const NOON = new Date('2026-11-21T12:00:00Z');
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

/** A member wrote at noon; the visitor has an address, has been away for long and has read nothing. */
const facts = (changes: Partial<AnswerNoticeFacts> = {}): AnswerNoticeFacts => ({
  address: 'ada@example.org',
  wanted: true,
  blocked: false,
  online: false,
  leftAt: null,
  unread: { seq: 7, at: NOON },
  handedOn: false,
  ...changes,
});

describe('a visitor who is away', () => {
  it("is written to two minutes after the member's last message", () => {
    expect(decideAnswerNotice(facts(), later(0))).toEqual({ do: 'look_again', at: later(120) });
    expect(decideAnswerNotice(facts(), later(119))).toEqual({ do: 'look_again', at: later(120) });
    expect(decideAnswerNotice(facts(), later(120))).toEqual({ do: 'send', upToSeq: 7 });
  });

  it('is waited with again after each further message', () => {
    expect(decideAnswerNotice(facts({ unread: { seq: 8, at: later(100) } }), later(120))).toEqual({
      do: 'look_again',
      at: later(220),
    });
  });

  it('is written to at once when a snooze, a transfer or the end follows', () => {
    expect(decideAnswerNotice(facts({ handedOn: true }), later(1))).toEqual({ do: 'send', upToSeq: 7 });
  });

  it('is not written to about what was read or told of', () => {
    expect(decideAnswerNotice(facts({ unread: null, handedOn: true }), later(500))).toEqual({
      do: 'nothing',
    });
  });

  it.each([
    ['without an address', { address: null }],
    ['who switched e-mails off', { wanted: false }],
    ['who is blocked', { blocked: true }],
  ])('%s is not written to', (_, changes) => {
    expect(decideAnswerNotice(facts({ handedOn: true, ...changes }), later(500))).toEqual({ do: 'nothing' });
  });
});

describe('a visitor who is on the site', () => {
  it('is looked at again in a minute, however the conversation ended', () => {
    expect(decideAnswerNotice(facts({ online: true }), later(500))).toEqual({
      do: 'look_again',
      at: later(560),
    });
    expect(decideAnswerNotice(facts({ online: true, handedOn: true }), later(0))).toEqual({
      do: 'look_again',
      at: later(60),
    });
  });

  it('is written to a minute after leaving, where the conversation was closed before', () => {
    const left = facts({ handedOn: true, leftAt: later(300) });
    expect(decideAnswerNotice(left, later(310))).toEqual({ do: 'look_again', at: later(360) });
    expect(decideAnswerNotice(left, later(360))).toEqual({ do: 'send', upToSeq: 7 });
  });

  it('who leaves soon after the message is still waited with for two minutes', () => {
    const left = facts({ leftAt: later(10) });
    expect(decideAnswerNotice(left, later(70))).toEqual({ do: 'look_again', at: later(120) });
    expect(decideAnswerNotice(left, later(120))).toEqual({ do: 'send', upToSeq: 7 });
  });

  it('who leaves and comes back within the minute is not away', () => {
    expect(decideAnswerNotice(facts({ online: true, leftAt: later(290) }), later(350))).toEqual({
      do: 'look_again',
      at: later(410),
    });
  });
});
