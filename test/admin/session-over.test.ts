import { SignIn } from '../../src/members/sign-in/sign-in.js';
import { until } from '../desk/world.js';
import { AdminWorld, PASSWORD, type Browser, type TestBrand, type TestMember } from './world.js';

let world: AdminWorld;
let brand: TestBrand;
let odile: TestMember;
let browser: Browser;

const MOST_WRONG = 100;

beforeAll(async () => {
  world = await AdminWorld.start();
  brand = await world.brand('lumiere', 'fr');
  odile = await brand.member('Odile', 'admin');
});

beforeEach(async () => {
  browser = await odile.browser('fr');
  await browser.get(`${brand.admin}/tags/new`).expect(200);
  await world.database.query('DELETE FROM sessions');
  await new Promise((resolve) => setTimeout(resolve, 600));
});

afterAll(() => world?.close());

const page = () => `${brand.admin}/tags/new`;
const marked = () => `${page()}?expired`;
const throughSignIn = () => `/sign-in?${new URLSearchParams({ next: marked(), ended: 'yes' })}`;
const send = (headers: Record<string, string>) => browser.post(page(), { name: 'Urgent' }, headers);
const sendFrom = (referer: string) => send({ Referer: referer });

it('leads a form that was sent after the session ended through sign-in, back to its page', async () => {
  const refused = await sendFrom(`${world.running.url}${page()}?done=saved`);
  expect([refused.status, refused.headers.location]).toEqual([303, throughSignIn()]);
  const signIn = await browser.get(throughSignIn()).expect(200);
  expect(signIn.text).toContain('Votre session a expiré.');
  const entered = await browser.submit(
    throughSignIn(),
    { email: odile.email, password: PASSWORD },
    '/sign-in',
  );
  expect([entered.status, entered.headers.location]).toEqual([303, marked()]);
  await browser.get(marked()).expect(200);
});

it('leads it straight back where somebody has signed in again meanwhile', async () => {
  await browser.submit('/sign-in', { email: odile.email, password: PASSWORD });
  const again = await browser.get(throughSignIn());
  expect([again.status, again.headers.location]).toEqual([303, marked()]);
});

it.each([
  ['none', () => undefined],
  ['another site’s', () => `https://evil.example${page()}`],
  ['one that begins like ours', () => `${world.running.url}.evil.example${page()}`],
  ['no address', () => 'tags/new'],
  ['a page that no redirect leads to', () => `${world.running.url}/health/live`],
  ['two slashes', () => `${world.running.url}//evil.example/b/lumiere/desk`],
])('says only that the page has expired where the form names as its page: %s', async (_case, referer) => {
  const from = referer();
  const refused = await send(from === undefined ? {} : { Referer: from });
  expect([refused.status, refused.headers.location]).toEqual([403, undefined]);
  expect(refused.text).toContain('Cette page a expiré');
  expect(refused.text).not.toContain('Votre rôle');
});

it('leads neither a script nor a frame, which would take the sign-in page for an answer', async () => {
  for (const shownIn of ['empty', 'iframe']) {
    const refused = await send({
      Referer: `${world.running.url}${page()}`,
      'Sec-Fetch-Dest': shownIn,
    });
    expect([shownIn, refused.status]).toEqual([shownIn, 403]);
  }
});

it('says to a part of a page what to do, and leaves the page where it is', async () => {
  const refused = await browser.fragment(page(), {}, `${world.running.url}${page()}`);
  expect(refused.status).toBe(403);
  expect(refused.headers).toMatchObject({ 'hx-retarget': '#notices', 'hx-reswap': 'innerHTML' });
  expect(refused.headers).not.toHaveProperty('hx-redirect');
  expect(refused.text).toContain('Votre session a expiré.');
  const link = /href="([^"]+)"[^>]*>Se reconnecter</.exec(refused.text)?.[1] ?? '';
  expect(link.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')).toBe(throughSignIn());
});

it.each([
  '//evil.example?expired',
  '/b/lumiere/desk?expired&to=//evil.example',
  '/b/lumiere/desk?expired?expired',
])('goes after sign-in to no other address that ends in the mark: %s', async (next) => {
  const entered = await browser.submit(
    `/sign-in?${new URLSearchParams({ next })}`,
    { email: odile.email, password: PASSWORD, next },
    '/sign-in',
  );
  expect([entered.status, entered.headers.location]).toEqual([303, '/b/lumiere/desk']);
});

it('comes back with the mark after the code of a second step too', async () => {
  const signIn = world.running.app.get(SignIn);
  for (let attempt = 0; attempt < MOST_WRONG; attempt += 1)
    await signIn.run({ email: odile.email, password: 'wrong', address: `10.1.${attempt}.1`, device: null });
  const fresh = world.stranger('fr');
  const asked = await fresh.submit(throughSignIn(), { email: odile.email, password: PASSWORD }, '/sign-in');
  expect([asked.status, asked.headers.location]).toEqual([303, '/sign-in/code']);
  await until(async () => (await mailedCode()) !== undefined);
  const code = (await mailedCode()) ?? '';
  const entered = await fresh.submit('/sign-in/code', { code });
  expect([entered.status, entered.headers.location]).toEqual([303, marked()]);
});

async function mailedCode(): Promise<string | undefined> {
  const [mail] = await world.database.query<{ body: string }>(
    `SELECT body FROM account_mails WHERE recipient = $1 AND kind = 'sign_in_code' AND body IS NOT NULL`,
    [odile.email],
  );
  return /\b(\d{6})\b/.exec(mail?.body ?? '')?.[1];
}
