import type { Socket } from 'socket.io-client';
import { newId, systemActor } from '../../src/kernel/index.js';
import { RequireTwoStep } from '../../src/members/index.js';
import { ask, DeskWorld, type DeskBrand, type DeskMember, type MemberBrowser } from './world.js';

describe('the files of a conversation, as members are shown them', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let lea: DeskMember;
  let browser: MemberBrowser;
  let socket: Socket;
  let address: string;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    lea = await brand.member('Lea', { capacity: 20 });
    browser = await world.signIn(lea.email);
    socket = await browser.connect(brand.slug);
    const conversationId = await brand.start(await brand.visitor('Nora'), 'Hello');
    const page = `${brand.desk}/conversations/${conversationId}`;
    const token = /name="_csrf" value="([^"]+)"/.exec((await browser.get(page)).text)?.[1] ?? '';
    const kept = await browser.agent
      .post(`${page}/files`)
      .set('X-CSRF-Token', token)
      .set('Accept', 'application/json')
      .attach('file', Buffer.from('Sizes and weights'), { filename: 'sizes.txt', contentType: 'text/plain' });
    const { id } = kept.body as { id: string };
    const message = { conversationId, clientId: newId(), body: '', fileIds: [id] };
    expect(await ask(socket, 'message', message)).toMatchObject({ ok: true });
    address = /href="(\/files\/[^"]+)"/.exec((await browser.get(page)).text)?.[1] ?? '';
  });

  afterAll(() => world.close());

  const statusFor = async (who: MemberBrowser | null) =>
    (await (who?.agent ?? world.agent()).get(address).redirects(0)).status;

  it('open to who may read the conversation, and to managers', async () => {
    expect(await statusFor(browser)).toBe(200);
    const boss = await brand.member('Boss', { role: 'manager' });
    expect(await statusFor(await world.signIn(boss.email))).toBe(200);
  });

  it('are not found by nobody, by another agent and by members of another brand', async () => {
    expect(await statusFor(null)).toBe(404);
    const karim = await brand.member('Karim');
    expect(await statusFor(await world.signIn(karim.email))).toBe(404);
    const zoe = await (await world.brand('fjord')).member('Zoe', { role: 'admin' });
    expect(await statusFor(await world.signIn(zoe.email))).toBe(404);
  });

  it('are not found by who has no second factor that the brand requires', async () => {
    const rita = await brand.member('Rita', { role: 'manager' });
    const hers = await world.signIn(rita.email);
    expect(await statusFor(hers)).toBe(200);
    const require = (from: string | null) =>
      world.running.app.get(RequireTwoStep).run(systemActor(brand.id), { from });
    await require('2020-01-01');
    expect(await statusFor(hers)).toBe(404);
    await require(null);
    expect(await statusFor(hers)).toBe(200);
  });

  it('are not found any more by who was suspended or signed out', async () => {
    const maud = await brand.member('Maud', { role: 'manager' });
    const hers = await world.signIn(maud.email);
    expect(await statusFor(hers)).toBe(200);
    await world.database.query(`UPDATE members SET status = 'suspended' WHERE id = $1`, [maud.id]);
    expect(await statusFor(hers)).toBe(404);
    await browser.post('/sign-out', {}, '/account');
    expect(await statusFor(browser)).toBe(404);
  });
});
