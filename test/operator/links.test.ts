import { Browser, signedIn } from '../support/people.js';
import { startOperatorWorld, type OperatorWorld } from './world.js';

let world: OperatorWorld;

beforeAll(async () => {
  world = await startOperatorWorld();
});
afterEach(() => world.clock.release());
afterAll(() => world?.close());

const isOperator = async (email: string) =>
  (
    await world.database.query(
      'SELECT FROM operators o JOIN accounts a ON a.id = o.account_id WHERE a.email = $1',
      [email],
    )
  ).length > 0;

it('makes an operator with a new account, once, and not by being opened', async () => {
  const email = 'first@example.org';
  const path = await world.link(email);
  const token = path.slice(path.lastIndexOf('/') + 1);
  const rows = await world.database.query('SELECT * FROM operator_links');
  expect(JSON.stringify(rows)).not.toContain(token);

  const browser = new Browser(world.url);
  for (let times = 0; times < 2; times += 1) expect((await browser.get(path)).text).toContain(email);
  const short = await browser.post(path, { name: 'Ada', password: 'short' });
  expect([short.status, short.text.includes('id="password-error"')]).toEqual([422, true]);
  expect(short.text).toContain('value="Ada"');
  expect(await isOperator(email)).toBe(false);
  const made = await browser.post(path, { name: 'Ada', password: 'long enough for everybody' });
  expect([made.status, made.location]).toEqual([303, '/platform']);
  expect(await isOperator(email)).toBe(true);
  expect((await browser.get(path)).status).toBe(404);
  expect((await browser.post(path, { name: 'Eve', password: 'long enough for everybody' })).status).toBe(404);
  const ada = await signedIn(world.url, email, 'long enough for everybody');
  expect((await ada.get('/platform')).status).toBe(200);
});

it('is for the account of its address alone', async () => {
  const email = 'sam@fjord.test';
  const path = await world.link(email);
  const stranger = new Browser(world.url);
  const asked = await stranger.get(path);
  expect(asked.text).toContain(`/sign-in?next=${path}`);
  await stranger.get('/sign-in');
  expect((await stranger.post(path, { name: 'Eve', password: 'long enough for everybody' })).status).toBe(
    401,
  );
  const zoe = await signedIn(world.url, 'zoe@fjord.test');
  await zoe.get(path);
  expect((await zoe.post(path)).status).toBe(401);
  expect([await isOperator(email), await isOperator('zoe@fjord.test')]).toEqual([false, false]);
  const sam = await signedIn(world.url, email);
  await sam.get(path);
  expect((await sam.post(path)).status).toBe(303);
  expect(await isOperator(email)).toBe(true);
});

it('is over after a day, and by a newer one', async () => {
  const first = await world.link('late@example.org');
  const second = await world.link('LATE@example.org');
  const browser = new Browser(world.url);
  expect((await browser.get(first)).status).toBe(404);
  expect((await browser.get(second)).status).toBe(200);
  world.clock.shift(24 * 3_600_000 + 1000);
  expect((await browser.get(second)).status).toBe(404);
  expect((await browser.post(second, { name: 'Late', password: 'long enough for everybody' })).status).toBe(
    404,
  );
});

it.each(['nonsense', 'a'.repeat(64), `${'a'.repeat(63)}Z`, '%00'])('is none: %s', async (token) => {
  const answer = await new Browser(world.url).get(`/platform/access/${token}`);
  expect(answer.status).toBe(404);
});
