import { deliveryReport, wordedReport } from './delivery-report.js';

const STATUS = `Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ada@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
`;
const LONG = 'x'.repeat(64 * 1024);

describe('what a server tells for machines', () => {
  it('is what became of a mail, and of which', () => {
    expect(deliveryReport(STATUS, 'From: x\nMessage-ID: <01@chat.example>\n')).toEqual({
      action: 'failed',
      status: '5.1.1',
      messageId: '01@chat.example',
    });
    expect(deliveryReport('Action:failed\nStatus:4.4.7', '')).toMatchObject({
      action: 'failed',
      status: '4.4.7',
    });
    expect(deliveryReport('Action: \t failed\nStatus: \t 4.4.7', '')).toMatchObject({
      action: 'failed',
      status: '4.4.7',
    });
    expect(deliveryReport('ACTION:\tDelivered (relayed)\nStatus: 2.15.100', '')).toEqual({
      action: 'delivered',
      status: '2.15.100',
      messageId: null,
    });
  });

  it('takes nothing for granted', () => {
    expect(deliveryReport('Action: delayed\nStatus: 4.4.7', '')).toEqual({
      action: 'other',
      status: '4.4.7',
      messageId: null,
    });
    expect(deliveryReport('', '')).toEqual({ action: 'other', status: '', messageId: null });
    expect(
      deliveryReport('Last-Action: failed\nOld-Status: 5.1.1\nAction:\nfailed\nStatus: 5.1', ''),
    ).toEqual({
      action: 'other',
      status: '',
      messageId: null,
    });
  });

  it('is looked for in its first 64 KB', () => {
    expect(deliveryReport(`${LONG}\n${STATUS}`, `${LONG}\nMessage-ID: <01@chat.example>`)).toEqual({
      action: 'other',
      status: '',
      messageId: null,
    });
  });
});

describe('the number of the mail that came back', () => {
  const numberIn = (head: string) => deliveryReport('', head).messageId;

  it.each([
    'message-id:<01@chat.example>',
    'Message-ID: \t <01@chat.example>',
    'Subject: x\r\nMessage-ID:\r\n <01@chat.example>',
    'Subject: x\nMessage-ID: \n\t <01@chat.example>',
  ])('stands in %j', (head) => expect(numberIn(head)).toBe('01@chat.example'));

  it.each([
    'X-Message-ID: <01@chat.example>',
    'Message-ID: 01@chat.example',
    'Message-ID: <01@chat.example',
    'Message-ID: <01@ chat.example>',
    'Message-ID: <>',
    'Message-ID:\n<01@chat.example>',
    `Message-ID: <${'x'.repeat(401)}>`,
  ])('does not stand in %j', (head) => expect(numberIn(head)).toBeNull());

  it('has 400 signs at most', () => expect(numberIn(`Message-ID: <${'x'.repeat(400)}>`)).toHaveLength(400));
});

describe('what a server tells in words alone', () => {
  const QMAIL = `Hi. This is the qmail-send program at mx.example.org.

<ada@example.org>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: <01@chat.example>
`;

  it('is that a mail came back for good, by its code', () => {
    expect(wordedReport(QMAIL)).toEqual({ action: 'failed', status: '5.1.1', messageId: '01@chat.example' });
    expect(wordedReport('550 5.10.123 unknown')).toEqual({
      action: 'failed',
      status: '5.10.123',
      messageId: null,
    });
    expect(wordedReport('Rejected: 5.7.1.')).toMatchObject({ status: '5.7.1' });
  });

  it.each([
    '',
    'No mailbox here by that name',
    'Delayed (#4.4.7)',
    'Postfix 3.5.1.2 could not deliver',
    'Relay 15.1.1 could not deliver',
    'Relay 5.1.1.8 could not deliver',
    'Version 5.1.1234 could not deliver',
    `${LONG} (#5.1.1)`,
  ])('is nothing where no such code stands: %j', (text) => expect(wordedReport(text)).toBeNull());
});
