import { randomUUID } from 'node:crypto';
import { newId } from '../../src/kernel/index.js';
import { ReplyAddress } from '../../src/mail/index.js';
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
  expect(address).toMatch(/^r\+[0-9a-z]+@in\.chat\.example$/);
  expect(address.split('@')[0].length).toBeLessThanOrEqual(64);
  expect(addresses().verify(address)).toEqual(about);
});

it('stands for the same conversation whatever a server on the way made of its case', () => {
  const address = addresses().make(about);
  for (const changed of [address.toUpperCase(), address.toLowerCase()])
    expect(addresses().verify(changed)).toEqual(about);
});

it('is still known as we wrote it before', () => {
  const secrets = new Secrets(settings('k'));
  const ids = Buffer.concat(Object.values(about).map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')));
  const mac = Buffer.from(secrets.mac('reply address', ids.toString('hex')), 'base64url').subarray(0, 10);
  const token = Buffer.concat([ids, mac]).toString('base64url');
  expect(addresses().verify(`reply+${token}@in.chat.example`)).toEqual(about);
});

it('is made for ids of any version', () => {
  const other = { brandId: randomUUID(), conversationId: newId() };
  expect(addresses().verify(addresses().make(other))).toEqual(other);
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
