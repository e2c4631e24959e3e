import { jest } from '@jest/globals';
import { CloseConversation } from '../../src/conversations/index.js';
import { systemActor } from '../../src/kernel/index.js';
import { OpenUploads } from '../../src/platform/index.js';
import { PublishDocument } from '../../src/sites/index.js';
import { beginUpload } from '../support/begun-upload.js';
import { DeskWorld, type DeskBrand, type MemberBrowser } from './world.js';

let world: DeskWorld;
let brand: DeskBrand;
let lea: MemberBrowser;
let enter: jest.SpiedFunction<OpenUploads['enter']>;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
  lea = await world.signIn((await brand.member('Lea', { role: 'manager' })).email);
  enter = jest.spyOn(world.running.app.get(OpenUploads), 'enter');
});
beforeEach(() => enter.mockClear());
afterAll(() => world.close());

async function answerTo(browser: MemberBrowser, conversationId: string) {
  const page = await browser.get(brand.desk);
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return beginUpload(`${world.url}${brand.desk}/conversations/${conversationId}/files`, {
    cookie: browser.cookie(),
    'x-csrf-token': token,
  }).answer;
}
const start = async () => brand.start(await brand.visitor('Nora'), 'Hello');

describe('an upload that a member may not send is refused before it is taken in', () => {
  afterEach(() => expect(enter.mock.calls.length).toBe(0));

  it('into a conversation that an agent does not hold', async () => {
    const conversationId = await start();
    const karim = await world.signIn((await brand.member('Karim')).email);
    expect(await answerTo(karim, conversationId)).toEqual({ status: 403, code: 'forbidden' });
  });

  it('into a conversation that is over', async () => {
    const conversationId = await start();
    await world.running.app.get(CloseConversation).run(systemActor(brand.id), { conversationId });
    expect(await answerTo(lea, conversationId)).toEqual({ status: 409, code: 'conversation_closed' });
  });

  it('by who has not accepted the terms of the brand', async () => {
    const conversationId = await start();
    await world.running.app.get(PublishDocument).run(systemActor(brand.id), {
      audience: 'members',
      kind: 'terms',
      mustAccept: true,
      texts: { fr: { title: 'Charte', body: 'Soyez aimable.' } },
    });
    expect(await answerTo(lea, conversationId)).toEqual({ status: 403, code: 'consent_missing' });
  });
});
