import { addressToken } from './address-token.js';

const tokenOf = (address: string) => addressToken(address, 'reply', 'Chat.Example');

it('finds what stands behind the plus, whatever the case around it', () => {
  expect(tokenOf('reply+Abc-1@chat.example')).toBe('Abc-1');
  expect(tokenOf('REPLY+Abc-1@CHAT.example')).toBe('Abc-1');
  expect(tokenOf('R+abc1@chat.example')).toBe('abc1');
  expect(tokenOf('"a@b"@chat.example')).toBeNull();
});

it.each([
  'reply+abc@chat.example.evil.test',
  'reply+abc@xchat.example',
  'bounce+abc@chat.example',
  'b+abc@chat.example',
  'reply@chat.example',
  'reply+@chat.example',
  'reply+abc+def@chat.example',
  'replyxabc@chat.example',
  'abc@chat.example',
  'reply+abc',
  '',
])('finds nothing in %j', (address) => expect(tokenOf(address)).toBeNull());
