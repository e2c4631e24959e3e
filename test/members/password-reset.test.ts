import { AccountPost } from '../../src/account-mails/account-post.js';
import { AccountMailRecords } from '../../src/account-mails/index.js';
import { Clock, newId } from '../../src/kernel/index.js';
import { MailOfAccounts } from '../../src/mail/accounts/mail-of-accounts.js';
import { AskPasswordReset } from '../../src/members/passwords/ask-password-reset.js';
import { ResetPassword } from '../../src/members/passwords/reset-password.js';
import { Sessions, Statements } from '../../src/platform/index.js';
import { DeskWorld, MemberBrowser, PASSWORD, until, type DeskBrand } from '../desk/world.js';
import { startApp, type TestApp } from '../support/app.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';

const MINUTE = 60_000;
const NEW_PASSWORD = 'quite another password';

interface Sent {
  id: string;
  kind: string;
  recipient: string;
  locale: string;
  state: string;
  subject: string | null;
  body: string | null;
}

describe('a forgotten password', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let redis: TestRedis;
  let other: TestApp;

  beforeAll(async () => {
    redis = await startRedis();
    world = await DeskWorld.start({ TRUST_PROXY: 'loopback', REDIS_URL: redis.url });
    other = await startApp({ databaseUrl: world.database.appUrl, redisUrl: redis.url });
    brand = await world.brand('lumiere');
  });
  afterEach(() => world.running.app.get(Clock).release());
  afterAll(async () => {
    await other?.stop();
    await world?.close();
    await redis?.stop();
  });

  const somebody = async () => brand.member(`member-${newId().slice(-8)}`);
  let networks = 0;
  /** A browser of a network of its own. */
  const visitor = (network = `10.1.1.${(networks += 1)}`) =>
    new MemberBrowser(world, world.agent().set('X-Forwarded-For', network));
  const ask = (email: string, browser = visitor()) =>
    browser.post('/forgot-password', { email }, '/forgot-password');

  const sentTo = (email: string, kind = 'password_reset') =>
    world.database.query<Sent>(
      'SELECT * FROM account_mails WHERE recipient = $1 AND kind = $2 ORDER BY id DESC',
      [email, kind],
    );

  /** Asks, and gives the path that the link of the mail opens. */
  async function link(email: string, browser = visitor()): Promise<string> {
    const before = (await sentTo(email)).length;
    expect((await ask(email, browser)).status).toBe(303);
    await until(async () => {
      const [last, ...former] = await sentTo(email);
      return former.length === before && last?.state === 'sent';
    });
    const [last] = await sentTo(email);
    return /\/reset-password\/[\w-]+/.exec(last.body ?? '')?.[0] ?? '';
  }

  const choose = (path: string, password = NEW_PASSWORD, browser = visitor()) =>
    browser.post(path, { password }, path);

  it('is replaced by the link of a mail, and then signs in', async () => {
    const { email } = await somebody();
    const browser = visitor();
    const path = await link(email, browser);
    const chosen = await choose(path, NEW_PASSWORD, browser);
    expect([chosen.status, chosen.headers.location]).toEqual([303, '/sign-in?changed']);
    expect((await browser.get('/sign-in?changed')).text).toContain('Password changed.');
    await expect(world.signIn(email)).rejects.toThrow('422');
    await (await world.signIn(email, 'en', NEW_PASSWORD)).get(brand.desk).expect(200);
  });

  it('is asked for on the page that asks for it', async () => {
    expect((await visitor().get('/sign-in')).text).toContain('href="/forgot-password"');
  });

  it('is answered the same whether there is an account or not', async () => {
    const { email } = await somebody();
    const answers = [await ask(email), await ask('nobody@nowhere.test'), await ask(email)];
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual(
      answers.map(() => [303, '/forgot-password/sent']),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    await until(async () => (await sentTo('nobody@nowhere.test'))[0]?.state === 'suppressed');
    expect((await sentTo('nobody@nowhere.test'))[0]).toMatchObject({ body: null });
  });

  it('does the same work for both before it answers: nobody is looked up', async () => {
    const { email } = await somebody();
    const queries: string[] = [];
    const { app } = world.running;
    const statements = app.get(Statements);
    const query = statements.query.bind(statements);
    const post = app.get(AccountPost, { strict: false });
    const turn = post.turn.bind(post);
    post.turn = () => undefined;
    statements.query = (sql, values) => {
      queries.push(sql.trim().split(/\s+/).slice(0, 3).join(' '));
      return query(sql, values);
    };
    const asked: string[][] = [];
    for (const address of [email, 'nobody@nowhere.test']) {
      queries.length = 0;
      await app
        .get(AskPasswordReset, { strict: false })
        .run({ email: address, locale: 'en', address: '10.1.1.1' });
      asked.push([...queries]);
    }
    Object.assign(post, { turn });
    Object.assign(statements, { query });
    expect(asked[0]).toEqual(['INSERT INTO account_mails']);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('says what is wrong with an address beside its field, and keeps it', async () => {
    const answer = await ask('ada@example');
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/value="ada@example"[^>]*aria-describedby="email-error"/);
  });

  it('uses nothing up when a scanner opens the link', async () => {
    const { email } = await somebody();
    const path = await link(email);
    for (let times = 0; times < 3; times += 1) {
      await visitor().get(path).expect(200);
      await world.agent().head(path).expect(200);
    }
    expect((await choose(path)).status).toBe(303);
  });

  it('takes a link once, also in two tabs at the same time', async () => {
    const { email } = await somebody();
    const path = await link(email);
    const passwords = ['the first of two passwords', 'the second of two passwords'];
    const answers = await Promise.all(passwords.map((password) => choose(path, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    const won = answers.findIndex(({ status }) => status === 303);
    await world.signIn(email, 'en', passwords[won]);
    const late = await visitor().get(path);
    expect(late.status).toBe(410);
    expect(late.text).toMatch(/no longer valid[^]*href="\/forgot-password"/);
  });

  it.each([
    ['good for half an hour', -20_000, 303],
    ['over after that', 0, 410],
  ])('has a link that is %s', async (_, more, status) => {
    const { email } = await somebody();
    const path = await link(email);
    const browser = visitor();
    await browser.get(path).expect(200);
    const clock = world.running.app.get(Clock);
    const page = await browser.get(path);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    clock.shift(30 * MINUTE + more);
    const answer = await browser.agent
      .post(path)
      .redirects(0)
      .type('form')
      .send({ _csrf: token, password: NEW_PASSWORD });
    expect(answer.status).toBe(status);
  });

  it('has one open link: the next one voids the former, a minute later at the earliest', async () => {
    const { email } = await somebody();
    const clock = world.running.app.get(Clock);
    clock.freeze(new Date());
    const first = await link(email);
    clock.shift(MINUTE - 1);
    await ask(email);
    await until(async () => (await sentTo(email))[0].state === 'suppressed');
    await visitor().get(first).expect(200);
    clock.shift(1);
    const second = await link(email);
    await visitor().get(first).expect(410);
    await visitor().get(second).expect(200);
  });

  it('goes to the address of the account, however another one is written that counts as the same', async () => {
    const { email } = await brand.member(`kim-${newId().slice(-8)}`);
    const typed = email.replace('k', '\u212a');
    await ask(typed);
    await until(async () => (await sentTo(typed))[0]?.state === 'sent');
    const mails = world.running.app.get(AccountMailRecords, { strict: false });
    const [{ id }] = await sentTo(typed);
    const letter = await world.running.app
      .get(MailOfAccounts, { strict: false })
      .compose(await mails.record(id));
    expect(letter).toMatchObject({ to: email });
  });

  it('is asked for a few times from one network, whoever is meant', async () => {
    const statuses: number[] = [];
    const browser = visitor('10.9.9.9');
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await ask(`nobody-${attempt}@nowhere.test`, browser)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 303), 429]);
    const refused = await ask('ada@example.org', browser);
    expect(refused.text).toMatch(/value="ada@example\.org"[^]*role="alert"[^]*type="submit"/);
    expect((await ask('ada@example.org')).status).toBe(303);
  });

  it.each([
    ['elevenlongs', 'Use at least 12 characters.'],
    ['1QAZ2wsx3edc', 'easy to guess'],
    ['own address', 'Do not use your e-mail address'],
  ])('is not replaced by what is soon guessed: %s', async (password, words) => {
    const { email } = await somebody();
    const path = await link(email);
    const answer = await choose(path, password === 'own address' ? email.toUpperCase() : password);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect((await choose(path)).status).toBe(303);
  });

  it('ends all that is signed in within a second, on every node, sockets too', async () => {
    const lea = await somebody();
    const here = await world.signIn(lea.email);
    const elsewhere = await world.signIn(lea.email);
    await here.get(brand.desk).expect(200);
    const sockets = [
      await here.connect(brand.slug),
      await world.connect(elsewhere.cookie(), brand.slug, { url: other.url }),
    ];
    const path = await link(lea.email);
    const gone = sockets.map((socket) => new Promise((resolve) => socket.once('disconnect', resolve)));
    await choose(path);
    const began = performance.now();
    await Promise.all(gone);
    for (const browser of [here, elsewhere]) await browser.get(brand.desk).expect(303);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('lets nobody in who began to sign in with the former password, and comes after it was changed', async () => {
    const { email, accountId } = await somebody();
    const path = await link(email);
    const sessions = world.running.app.get(Sessions);
    const begin = sessions.begin.bind(sessions);
    sessions.begin = async (...those) => {
      Object.assign(sessions, { begin });
      expect((await choose(path)).status).toBe(303);
      return begin(...those);
    };
    const late = await visitor().post('/sign-in', { email, password: PASSWORD }, '/sign-in');
    expect([late.status, late.headers.location]).toEqual([303, '/sign-in?changed']);
    const open = `SELECT FROM sessions WHERE sess ->> 'accountId' = $1`;
    expect(await world.database.query(open, [accountId])).toEqual([]);
  });

  it('tells the account that its password was changed, also where it was on its own page', async () => {
    const { email } = await somebody();
    await choose(await link(email));
    await until(async () => (await sentTo(email, 'password_changed'))[0]?.state === 'sent');
    const browser = await world.signIn(email, 'fr', NEW_PASSWORD);
    const next = 'a third and long password';
    const changed = await browser.post(
      '/account/password',
      { current: NEW_PASSWORD, password: next },
      '/account',
    );
    expect(changed.headers.location).toBe('/account?saved=password');
    await until(async () => (await sentTo(email, 'password_changed')).length === 2);
    await until(async () => (await sentTo(email, 'password_changed'))[0].state === 'sent');
    const [french, english] = await sentTo(email, 'password_changed');
    expect(french.subject).toBe('Votre mot de passe Causerie a été modifié');
    expect(english.subject).toBe('Your Causerie password was changed');
    expect(english.body).toContain(email);
    await browser.get('/account').expect(200);
  });

  it('voids an open link when the password is changed on the page', async () => {
    const { email } = await somebody();
    const path = await link(email);
    const browser = await world.signIn(email);
    await browser.post('/account/password', { current: PASSWORD, password: NEW_PASSWORD }, '/account');
    await visitor().get(path).expect(410);
  });

  it('leaves no link in the database', async () => {
    const { email } = await somebody();
    const path = await link(email);
    const token = path.slice(path.lastIndexOf('/') + 1);
    expect(token).toMatch(/^[\w-]{43}$/);
    const rows = await world.database.query('SELECT * FROM password_resets');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await world.running.app.get(ResetPassword, { strict: false }).open(token)).toMatchObject({
      email,
    });
  });
});
