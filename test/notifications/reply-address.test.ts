import { newId } from '../../src/kernel/index.js';
import { ReplyAddress } from '../../src/notifications/index.js';
import { Config, Secrets } from '../../src/platform/index.js';

const settings = (key: string) =>
  new Config({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://nowhere/none',
    SECRET_KEY: key.repeat(40),
    MAIL_FROM: 'hello@chat.example',
    MAIL_DOMAIN: 'in.chat.example',
  });
const addresses = (key = 'k') => new ReplyAddress(settings(key), new Secrets(settings(key)));
const about = { brandId: newId(), conversationId: newId() };

it('names the conversation that an answer belongs to, within what an address may hold', () => {
  const address = addresses().make(about);
  expect(address).toMatch(/^reply\+[\w-]+@in\.chat\.example$/);
  expect(address.split('@')[0].length).toBeLessThanOrEqual(64);
  expect(addresses().verify(address)).toEqual(about);
});

it('believes no address that somebody else made', () => {
  const address = addresses().make(about);
  const other = addresses().make({ ...about, conversationId: newId() });
  expect(addresses('x').verify(address)).toBeNull();
  expect(addresses().verify(address.replace('in.chat', 'out.chat'))).toBeNull();
  expect(addresses().verify(address.slice(0, 50) + other.slice(50))).toBeNull();
  for (const forged of ['', 'reply+@in.chat.example', 'reply@in.chat.example', `x${address}`, '@', 'a@b@c'])
    expect(addresses().verify(forged)).toBeNull();
});
