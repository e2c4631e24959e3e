import { deliveryReport } from './delivery-report.js';

const STATUS = `Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ada@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
`;

it('reads what became of a mail, and of which', () => {
  expect(deliveryReport(STATUS, 'From: x\nMessage-ID: <01@chat.example>\n')).toEqual({
    action: 'failed',
    status: '5.1.1',
    messageId: '01@chat.example',
  });
});

it('takes nothing for granted', () => {
  expect(deliveryReport('Action: delayed\nStatus: 4.4.7', '')).toEqual({
    action: 'other',
    status: '4.4.7',
    messageId: null,
  });
  expect(deliveryReport('', '')).toMatchObject({ action: 'other', status: '' });
});
