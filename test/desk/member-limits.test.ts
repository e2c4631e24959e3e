import type { Socket } from 'socket.io-client';
import { ask, DeskWorld, type Answer, heard, type DeskBrand, type MemberBrowser } from './world.js';

describe('what one member may do in a while', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let flooder: MemberBrowser;
  let colleague: MemberBrowser;
  let conversation: string;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    const lea = await brand.member('Lea', { role: 'manager', capacity: 20 });
    const karim = await brand.member('Karim', { role: 'manager' });
    flooder = await world.signIn(lea.email);
    colleague = await world.signIn(karim.email);
    conversation = `${brand.desk}/conversations/${await brand.start(await brand.visitor('Nora'), 'Hello')}`;
  });

  afterAll(() => world.close());

  const upload = async (browser: MemberBrowser) => {
    const page = await browser.get(conversation);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return () =>
      browser.agent
        .post(`${conversation}/files`)
        .set('X-CSRF-Token', token)
        .set('Accept', 'application/json')
        .attach('file', Buffer.from('text'), { filename: 'a.txt', contentType: 'text/plain' });
  };
  /** How many of a limit are given, and what then refuses. */
  const given = async (most: number, act: () => PromiseLike<{ status: number; code?: string }>) => {
    for (let done = 0; done <= most; done += 1) {
      const answer = await act();
      if (answer.status === 429) return [done, answer.code];
    }
    return [most + 1];
  };
  const gets = (browser: MemberBrowser, path: string) => async () => {
    const { status, headers, body } = await browser.agent.get(path).set('Accept', 'application/json');
    const { code } = body as { code?: string };
    return { status, code: Number(headers['retry-after']) > 0 ? code : 'no word of when' };
  };

  it('holds thirty desks open, of which a newer one takes the place of the oldest', async () => {
    const tom = await world.signIn((await brand.member('Tom', { role: 'manager' })).email);
    const theirs = await colleague.connect(brand.slug);
    const mine: Socket[] = [];
    for (let count = 0; count < 30; count += 1) mine.push(await tom.connect(brand.slug));
    const told = heard(mine[0], 'displaced');
    const gone = heard(mine[0], 'disconnect');
    mine.push(await world.connect(tom.cookie(), brand.slug, { board: true }));
    await Promise.all([told, gone]);
    expect(mine.map(({ connected }) => connected)).toEqual([false, ...Array<boolean>(30).fill(true)]);
    expect(theirs.connected).toBe(true);
    expect(await ask(mine[1], 'look', { conversationId: null })).toMatchObject({ ok: true });
    for (const socket of mine) socket.disconnect();
  });

  it('uploads sixty files in ten minutes', async () => {
    const [mine, theirs] = [await upload(flooder), await upload(colleague)];
    const act = async () => {
      const { status, body } = await mine();
      return { status, code: (body as { code?: string }).code };
    };
    expect(await given(60, act)).toEqual([60, 'too_many']);
    expect((await theirs()).status).toBe(201);
  }, 60_000);

  it.each([
    ['search', () => `${brand.desk}/search?q=hello`],
    ['suggestions', () => `${brand.desk}/search/suggestions?q=hello`],
    ['canned responses', () => `${conversation}/responses?search=hello`],
    ['people to mention', () => `${conversation}/mentionable`],
  ])(
    'asks for %s 240 times a minute',
    async (_, path) => {
      expect(await given(240, gets(flooder, path()))).toEqual([240, 'too_many']);
      expect((await colleague.get(path())).status).toBe(200);
    },
    60_000,
  );

  it('says so much of each kind over however many sockets', async () => {
    const sockets = [await flooder.connect('lumiere'), await flooder.connect('lumiere')];
    const other = await colleague.connect('lumiere');
    const conversationId = conversation.split('/').at(-1);
    const says = async (on: Socket[], event: string, payload: object) => {
      for (let done = 0; done <= 400; done += 1) {
        const answer = await ask(on[done % on.length], event, payload);
        if (answer.code === 'too_many') return [event, done, Number(answer.retryAfter) > 0];
      }
      return [event, 401];
    };
    expect(await says(sockets, 'alerts', { sound: true, title: true, desktop: false })).toEqual([
      'alerts',
      60,
      true,
    ]);
    expect(await says(sockets, 'availability', { state: 'away' })).toEqual(['availability', 60, true]);
    expect(await says(sockets, 'close', { conversationId })).toEqual(['close', 120, true]);
    for (const [path, fields] of [
      [`${brand.desk}/availability`, { state: 'away' }],
      [`${conversation}/closure`, {}],
      [conversation.replace('/desk/', '/board/') + '/closure', {}],
    ] as const)
      expect([path, (await flooder.post(path, fields, brand.desk)).status]).toEqual([path, 429]);
    expect(await ask(other, 'alerts', { sound: true, title: true, desktop: false })).toMatchObject({
      ok: true,
    });
  }, 60_000);

  it('says six hundred things in ten seconds', async () => {
    const socket = await colleague.connect('lumiere');
    const answers: Answer[] = [];
    const say = (at: number) =>
      ask(socket, ['look', 'follow'][at % 2], { conversationId: null, conversationIds: [] });
    while (answers.length < 700)
      answers.push(...(await Promise.all(Array.from({ length: 140 }, (_, at) => say(at)))));
    const refused = answers.filter(({ code }) => code === 'too_many');
    expect(refused.length).toBeGreaterThanOrEqual(100);
    expect(answers.length - refused.length).toBeLessThanOrEqual(600);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(500);
  }, 60_000);
});
