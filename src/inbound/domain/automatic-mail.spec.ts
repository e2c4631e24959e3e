import { automaticReason } from './automatic-mail.js';

const reason = (
  headers: Record<string, string>,
  { returnPath = 'ada@example.org', from = 'ada@example.org' } = {},
) =>
  automaticReason(
    { returnPath, from, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) },
    (address) => address.endsWith('@chat.example'),
  );

it('lets through what a person wrote', () => {
  expect(reason({})).toBeNull();
  expect(reason({ 'auto-submitted': 'no', precedence: 'first-class' })).toBeNull();
});

it.each([
  [{ 'auto-submitted': 'auto-replied' }, 'automatic'],
  [{ 'auto-submitted': 'Auto-Replied (vacation)' }, 'automatic'],
  [{ 'auto-submitted': 'auto-generated; owner-email="x"' }, 'automatic'],
  [{ 'x-auto-response-suppress': 'All' }, 'automatic'],
  [{ 'x-autoreply': 'yes' }, 'automatic'],
  [{ precedence: 'bulk' }, 'bulk'],
  [{ precedence: 'Auto_Reply' }, 'bulk'],
  [{ 'list-id': '<shop.example.org>' }, 'bulk'],
])('stops what a program wrote: %j', (headers, expected) => {
  expect(reason(headers as unknown as Record<string, string>)).toBe(expected);
});

it('stops what nobody is to answer, and what comes back from ourselves', () => {
  expect(reason({}, { returnPath: '' })).toBe('no_sender');
  expect(reason({}, { from: 'no-reply@chat.example' })).toBe('own');
});
