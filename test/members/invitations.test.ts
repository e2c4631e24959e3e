import { Clock, newId, systemActor, type MemberActor } from '../../src/kernel/index.js';
import { SaveGroup } from '../../src/distribution/index.js';
import {
  AddMember,
  CreateAccount,
  InviteMembers,
  IssueInvitation,
  RemoveMember,
  SaveMember,
} from '../../src/members/index.js';
import { AdminWorld, PASSWORD, type Browser, type TestBrand, type TestMember } from '../admin/world.js';
import { until } from '../desk/world.js';

const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

describe('an invitation', () => {
  let world: AdminWorld;
  let brand: TestBrand;
  let claire: TestMember;
  let admin: Browser;

  beforeAll(async () => {
    world = await AdminWorld.start();
  });
  beforeEach(async () => {
    brand = await world.brand(`lumiere-${newId().slice(-8)}`, 'fr');
    claire = await brand.member('Claire', 'admin');
    admin = await claire.browser();
    // Each test meets its people for the first time.
    await world.database.query(`UPDATE accounts SET email = id || '@gone.test' WHERE email LIKE '%@x.test'`);
  });
  afterEach(() => world.running.app.get(Clock).release());
  afterAll(() => world.close());

  describe('is sent', () => {
    it('to one or many, in the language that was chosen, with a link of which nothing is kept', async () => {
      const answer = await invited({ emails: 'Ada <ada@x.test>, bea@x.test\n\ncem@x.test', locale: 'fr' });
      expect([answer.status, answer.headers.location]).toEqual([303, `${brand.admin}/members?done=invited`]);
      const { text } = await admin.get(`${brand.admin}/members`).expect(200);
      for (const name of ['ada', 'bea', 'cem']) expect(text).toContain(`${name}@x.test`);
      const mail = await mailTo('ada@x.test');
      expect(mail.subject).toContain('Claire vous invite à rejoindre The brand');
      const rows = await world.database.query('SELECT * FROM invitations WHERE brand_id = $1', [brand.id]);
      expect(rows).toHaveLength(3);
      expect(JSON.stringify(rows)).not.toContain(mail.token);
      const events = await world.database.query('SELECT data FROM events WHERE brand_id = $1', [brand.id]);
      expect(JSON.stringify(events)).not.toContain('ada@x.test');
    });

    it('to nobody where somebody cannot be invited: each is named with why, and all stands as it was typed', async () => {
      await brand.member('Lea', 'agent');
      await invited({ emails: 'ada@x.test' });
      const emails = `new@x.test\nADA@x.test\nlea@${brand.slug}.test\nnobody\nnew@x.test`;
      const { status, text } = await invited({ emails, role: 'manager' });
      expect(status).toBe(422);
      expect(text).toContain('<b>ADA@x.test</b> Already invited.');
      expect(text).toContain(`<b>lea@${brand.slug}.test</b> Already a member.`);
      expect(text).toContain('<b>nobody</b> Enter a valid e-mail address');
      expect(text).toContain('<b>new@x.test</b> This address is listed twice.');
      expect(text).toContain('new@x.test\nADA@x.test');
      expect(text).toMatch(/value="manager" selected/);
      expect(await open()).toEqual(['ada@x.test']);
    });

    it.each([
      ['without an address', { emails: ' \n ' }, 'This field is required.'],
      ['to 51 at once', { emails: lines(51) }, 'Enter at most 50 addresses at a time.'],
      ['as what nobody is', { emails: 'ada@x.test', role: 'owner' }, 'could not be read'],
      ['in no language of ours', { emails: 'ada@x.test', locale: 'xx' }, 'could not be read'],
    ])('not %s', async (_, fields, words) => {
      const { status, text } = await invited(fields);
      expect(status).toBe(422);
      expect(text).toContain(words);
      expect(await open()).toEqual([]);
    });

    it('not into a group of another brand', async () => {
      const other = await world.brand(`fjord-${newId().slice(-8)}`, 'en');
      const group = { name: 'Theirs', active: true, memberIds: [] };
      const groupId = await world.running.app.get(SaveGroup).run(systemActor(other.id), group);
      expect((await invited({ emails: 'ada@x.test', groups: groupId })).status).toBe(404);
      expect(await open()).toEqual([]);
    });

    it('at most 500 times a day, and to 500 at a time', async () => {
      await rows(499);
      const over = await invited({ emails: 'ada@x.test\nbea@x.test' });
      expect(over.text).toContain('At most 500 invitations can be open.');
      expect((await invited({ emails: 'ada@x.test' })).status).toBe(303);
      await world.database.query(
        `UPDATE invitations SET state = 'withdrawn', ended_at = sent_at WHERE brand_id = $1`,
        [brand.id],
      );
      expect((await invited({ emails: 'cem@x.test' })).text).toContain(
        '500 invitations can be sent in a day',
      );
      world.running.app.get(Clock).shift(DAY);
      expect((await invited({ emails: 'cem@x.test' })).status).toBe(303);
    });

    it('once where two admins invite the same person at the same time', async () => {
      const second = await brand.member('Denis', 'admin');
      const drafts = [
        { email: 'ada@x.test', name: null, role: 'agent', kind: 'staff', groupIds: [] },
      ] as const;
      const refused = await Promise.all(
        [claire, second].map(({ id }) =>
          world.running.app.get(InviteMembers).run(actorOf(id), {
            invitations: drafts.map((each) => ({ ...each, groupIds: [] })),
            locale: 'en',
          }),
        ),
      );
      expect(refused.map((each) => each.length).sort()).toEqual([0, 1]);
      expect(await open()).toEqual(['ada@x.test']);
    });
  });

  describe('is answered', () => {
    it('by who has no account: a name and a password make one, and the desk opens', async () => {
      const groupId = await group('Advice');
      await invited({ emails: 'ada@x.test', role: 'manager', kind: 'expert', groups: groupId });
      const { link } = await mailTo('ada@x.test');
      const ada = world.stranger();
      const opened = await ada.get(link).expect(200);
      expect(opened.text).toContain('Claire invites you to join The brand');
      expect(opened.text).toContain('Manager');
      expect(opened.headers['cache-control']).toContain('no-store');
      const joined = await ada.post(link, { name: 'Ada Martin', password: 'an unlikely sentence' });
      expect([joined.status, joined.headers.location]).toEqual([303, `/b/${brand.slug}/desk`]);
      const desk = await ada.get(`/b/${brand.slug}/desk`).expect(200);
      expect(desk.text).toContain('Ada Martin');
      const [member] = await world.database.query(
        `SELECT m.id, m.role, m.kind, m.status, a.email FROM members m JOIN accounts a ON a.id = m.account_id
         WHERE m.brand_id = $1 AND m.name = 'Ada Martin'`,
        [brand.id],
      );
      expect(member).toMatchObject({
        role: 'manager',
        kind: 'expert',
        status: 'active',
        email: 'ada@x.test',
      });
      await until(async () => (await groupsOf(String(member?.id))).length > 0);
      expect(await groupsOf(String(member?.id))).toEqual([groupId]);
      expect(await open()).toEqual([]);
      await signsIn('ada@x.test', 'an unlikely sentence');
    });

    it('without the groups that are gone meanwhile', async () => {
      const [kept, gone] = [await group('Kept'), newId()];
      await invited({ emails: 'ada@x.test', groups: kept });
      await world.database.query('UPDATE invitations SET group_ids = $2 WHERE brand_id = $1', [
        brand.id,
        [kept, gone],
      ]);
      await joins('ada@x.test');
      await until(async () => (await groupsOf(await memberId('ada@x.test'))).length > 0);
      expect(await groupsOf(await memberId('ada@x.test'))).toEqual([kept]);
    });

    it('not by opening it, however often', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      for (let time = 0; time < 3; time += 1) await world.stranger().get(link).expect(200);
      await world.stranger().get(link).set('User-Agent', 'SafeLinks').expect(200);
      expect(await open()).toEqual(['ada@x.test']);
    });

    it('with what was typed kept where something of it is wrong', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      const ada = world.stranger();
      await ada.get(link);
      const short = await ada.post(link, { name: 'Ada Martin', password: 'short' });
      expect(short.status).toBe(422);
      expect(short.text).toContain('value="Ada Martin"');
      expect(short.text).toContain('Use at least 12 characters.');
      const nameless = await ada.post(link, { name: ' ', password: PASSWORD });
      expect(nameless.text).toContain('This field is required.');
      expect(await open()).toEqual(['ada@x.test']);
    });

    it('by who has an account after they have signed in, and no other way', async () => {
      await account('ada@x.test');
      await invited({ emails: 'Ada@X.test' });
      const { link } = await mailTo('Ada@X.test');
      const ada = world.stranger();
      const opened = await ada.get(link).expect(200);
      expect(opened.text).toContain(`href="/sign-in?next=${link}"`);
      expect(opened.text).not.toContain('name="password"');
      expect((await pressed(ada, link)).status).toBe(200);
      expect(await open()).toEqual(['Ada@X.test']);
      await ada.get(`/sign-in?next=${link}`).expect(200);
      const signed = await ada.post('/sign-in', { email: 'ada@x.test', password: PASSWORD, next: link });
      expect(signed.headers.location).toBe(link);
      const offered = await ada.get(link).expect(200);
      expect(offered.text).toContain('You are signed in as');
      const joined = await ada.post(link, {});
      expect(joined.headers.location).toBe(`/b/${brand.slug}/desk`);
      await ada.get(`/b/${brand.slug}/desk`).expect(200);
    });

    it('by nobody who is signed in as somebody else: it says so, and how to go on', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      const opened = await admin.get(link).expect(200);
      expect(opened.text).toContain(
        `You are signed in as ${claire.email}, but this invitation is for ada@x.test.`,
      );
      const tried = await admin.post(link, { name: 'Ada', password: PASSWORD });
      expect(tried.status).toBe(200);
      expect(await open()).toEqual(['ada@x.test']);
      const out = await admin.post('/sign-out', { next: link });
      expect([out.status, out.headers.location]).toEqual([303, link]);
      expect((await admin.get(link).expect(200)).text).toContain('name="password"');
    });

    it('once: the second press changes nothing and leads to the desk, and the link says that it was used', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      const ada = world.stranger();
      await ada.get(link);
      await ada.post(link, { name: 'Ada', password: 'an unlikely sentence' });
      await ada.get(`/b/${brand.slug}/desk`);
      const again = await ada.post(link, { name: 'Eve', password: 'another long sentence' });
      expect([again.status, again.headers.location]).toEqual([303, `/b/${brand.slug}/desk`]);
      const eve = world.stranger();
      const used = await eve.get(link).expect(200);
      expect(used.text).toContain('Invitation already used');
      const late = await pressed(eve, link);
      expect(late.headers.location).toBe(`/b/${brand.slug}/desk`);
      expect((await eve.get(`/b/${brand.slug}/desk`)).status).toBe(303);
      await signsIn('ada@x.test', 'an unlikely sentence');
      expect(await audited('invitation_accepted')).toHaveLength(1);
    });

    it('once where two browsers press at the same time: the first one’s password holds', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      const browsers = [world.stranger(), world.stranger()];
      for (const browser of browsers) await browser.get(link);
      const answers = await Promise.all(
        browsers.map((browser, at) =>
          browser.post(link, { name: `Ada ${at}`, password: `the password of ${at}` }),
        ),
      );
      expect(answers.map(({ headers }) => headers.location)).toEqual(Array(2).fill(`/b/${brand.slug}/desk`));
      const accounts = await world.database.query(`SELECT name FROM accounts WHERE email = 'ada@x.test'`);
      expect(accounts).toHaveLength(1);
      const desks = await Promise.all(browsers.map((browser) => browser.get(`/b/${brand.slug}/desk`)));
      expect(desks.map(({ status }) => status).sort()).toEqual([200, 303]);
      expect(await audited('invitation_accepted')).toHaveLength(1);
      expect(await audited('member_added')).toHaveLength(2);
    });

    it('for two brands at the same time by one new person, who gets one account', async () => {
      const other = await world.brand(`fjord-${newId().slice(-8)}`, 'en');
      const theirs = await (await other.member('Maya', 'admin')).browser();
      await invited({ emails: 'ada@x.test' });
      const first = await mailTo('ada@x.test');
      await theirs.submit(
        `${other.admin}/invitations/new`,
        { emails: 'ada@x.test' },
        `${other.admin}/invitations`,
      );
      const second = await mailTo('ada@x.test', other);
      const browsers = [world.stranger(), world.stranger()];
      const links = [first.link, second.link];
      for (const [at, browser] of browsers.entries()) await browser.get(links[at] ?? '');
      const answers = await Promise.all(
        browsers.map((browser, at) => browser.post(links[at] ?? '', { name: 'Ada', password: PASSWORD })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 303]);
      const late = answers.find(({ status }) => status === 200);
      expect(late?.text).toContain('You already have an account');
    });

    it('by who was a member once: as the same one, in the role of now', async () => {
      const lea = await brand.member('Lea', 'manager');
      await world.running.app.get(RemoveMember).run(systemActor(brand.id), { memberId: lea.id });
      await invited({ emails: lea.email });
      const { link } = await mailTo(lea.email);
      const browser = await lea.browser();
      await browser.get(link);
      expect((await browser.post(link, {})).status).toBe(303);
      await browser.get(`/b/${brand.slug}/desk`).expect(200);
      expect(await memberId(lea.email)).toBe(lea.id);
      const [row] = await world.database.query('SELECT role FROM members WHERE id = $1', [lea.id]);
      expect(row).toEqual({ role: 'agent' });
    });
  });

  describe('is worth nothing', () => {
    it.each([
      ['after seven days', 7 * DAY, 410, 'Invitation expired'],
      ['but a minute before that', 7 * DAY - MINUTE, 200, 'Join The brand'],
    ])('%s', async (_, later, status, words) => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      world.running.app.get(Clock).shift(later);
      const ada = world.stranger();
      const opened = await ada.get(link).expect(status);
      expect(opened.text).toContain(words);
      const tried = await pressed(ada, link);
      expect(tried.status).toBe(status === 200 ? 303 : 410);
    });

    it('once it is withdrawn', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      const answer = await admin.post(`${await urlOf('ada@x.test')}/withdrawal`, {});
      expect(answer.headers.location).toBe(`${brand.admin}/members?done=withdrawn`);
      const ada = world.stranger();
      expect((await ada.get(link).expect(410)).text).toContain('Invitation withdrawn');
      expect((await pressed(ada, link)).status).toBe(410);
      expect(await open()).toEqual([]);
      expect((await invited({ emails: 'ada@x.test' })).status).toBe(303);
    });

    it('by the link of a mail before, once it is sent again', async () => {
      await invited({ emails: 'ada@x.test' });
      const first = await mailTo('ada@x.test');
      world.running.app.get(Clock).shift(MINUTE);
      const url = await urlOf('ada@x.test');
      expect((await admin.post(`${url}/sending`, {})).headers.location).toContain('done=resent');
      const second = await mailTo('ada@x.test', brand, 2);
      await world.stranger().get(first.link).expect(404);
      await world.stranger().get(second.link).expect(200);
      const soon = await admin.post(`${url}/sending`, {});
      expect(soon.status).toBe(409);
      expect(soon.text).toContain('less than a minute ago');
    });

    it('by a mail that was still waiting when it was sent again: the newer one’s link holds', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      const invitationId = (await urlOf('ada@x.test')).split('/').pop() ?? '';
      const issue = world.running.app.get(IssueInvitation);
      expect(await issue.run(brand.id, { invitationId, askedAt: new Date(0) })).toBeNull();
      await world.stranger().get(link).expect(200);
    });

    it('eleven times over', async () => {
      await invited({ emails: 'ada@x.test' });
      await world.database.query('UPDATE invitations SET sendings = 10 WHERE brand_id = $1', [brand.id]);
      world.running.app.get(Clock).shift(MINUTE);
      const refused = await admin.post(`${await urlOf('ada@x.test')}/sending`, {});
      expect(refused.text).toContain('already sent 10 times');
    });

    it('where who sent it is no active admin any more, until another one sends it again', async () => {
      const denis = await brand.member('Denis', 'admin');
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      const demoted = {
        memberId: claire.id,
        role: 'agent',
        kind: 'staff',
        capacity: 3,
        status: 'active',
      } as const;
      await world.running.app.get(SaveMember).run(actorOf(denis.id), demoted);
      const ada = world.stranger();
      expect((await ada.get(link).expect(410)).text).toContain('Invitation no longer valid');
      expect((await pressed(ada, link)).status).toBe(410);
      world.running.app.get(Clock).shift(MINUTE);
      const other = await denis.browser();
      expect((await other.get(`${brand.admin}/members`)).text).toContain('Sender no longer an admin');
      await other.post(`${await urlOf('ada@x.test')}/sending`, {});
      const renewed = await mailTo('ada@x.test', brand, 2);
      expect((await ada.get(renewed.link).expect(200)).text).toContain('Denis invites you');
    });

    it('while the brand is suspended', async () => {
      await invited({ emails: 'ada@x.test' });
      const { link } = await mailTo('ada@x.test');
      await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [brand.id]);
      const ada = world.stranger();
      expect((await ada.get(link).expect(403)).text).toContain('is suspended');
      expect((await pressed(ada, link)).status).toBe(403);
      expect((await admin.post(`${brand.admin}/invitations`, { emails: 'bea@x.test' })).status).toBe(403);
    });

    it('where nobody ever made it: foreign, forged and missing look the same', async () => {
      await invited({ emails: 'ada@x.test' });
      const { token } = await mailTo('ada@x.test');
      const other = await world.brand(`fjord-${newId().slice(-8)}`, 'en');
      const bytes = Buffer.from(token, 'base64url');
      const foreign = Buffer.concat([Buffer.from(other.id.replaceAll('-', ''), 'hex'), bytes.subarray(16)]);
      const missing = Buffer.concat([Buffer.from(newId().replaceAll('-', ''), 'hex'), bytes.subarray(16)]);
      const pages = [];
      for (const each of [foreign, missing]
        .map((all) => all.toString('base64url'))
        .concat('nothing', 'a'.repeat(54)))
        pages.push((await world.stranger().get(`/invitations/${each}`).expect(404)).text);
      expect(new Set(pages).size).toBe(1);
      expect(pages[0]).toContain('This link is not valid');
    });

    it('to admins of another brand', async () => {
      await invited({ emails: 'ada@x.test' });
      const other = await world.brand(`fjord-${newId().slice(-8)}`, 'en');
      const theirs = await (await other.member('Maya', 'admin')).browser();
      const id = (await urlOf('ada@x.test')).split('/').pop() ?? '';
      await theirs.get(`${other.admin}/invitations/new`).expect(200);
      for (const act of ['sending', 'withdrawal'])
        expect((await theirs.post(`${other.admin}/invitations/${id}/${act}`, {})).status).toBe(404);
      expect(await open()).toEqual(['ada@x.test']);
    });
  });

  it('stands in the audit log, from the first to the last', async () => {
    await invited({ emails: 'ada@x.test' });
    await mailTo('ada@x.test');
    world.running.app.get(Clock).shift(MINUTE);
    await admin.post(`${await urlOf('ada@x.test')}/sending`, {});
    await invited({ emails: 'bea@x.test' });
    await admin.post(`${await urlOf('bea@x.test')}/withdrawal`, {});
    await joins('ada@x.test', 2);
    const { text } = await admin.get(`${brand.admin}/audit?kind=member`).expect(200);
    for (const words of [
      'sent an invitation to',
      'sent again the invitation of',
      'withdrew the invitation of',
      'accepted the invitation of',
    ])
      expect(text).toContain(words);
    expect(text).toContain('ada@x.test');
  });

  function invited(fields: Record<string, string>) {
    return admin.submit(`${brand.admin}/invitations/new`, fields, `${brand.admin}/invitations`);
  }

  /** The newest mail to this address, once there are so many. */
  async function mailTo(email: string, { id } = brand, count = 1) {
    const mails = () =>
      world.database.query<{ subject: string; body: string }>(
        `SELECT subject, body FROM account_mails WHERE recipient = $1 AND brand_id = $2 AND body IS NOT NULL ORDER BY id DESC`,
        [email, id],
      );
    await until(async () => (await mails()).length >= count);
    const [{ subject, body }] = (await mails()) as [{ subject: string; body: string }];
    const [link = '', token = ''] = /\/invitations\/([\w-]+)/.exec(body) ?? [];
    return { subject, link, token };
  }

  async function joins(email: string, count = 1): Promise<void> {
    const { link } = await mailTo(email, brand, count);
    const browser = world.stranger();
    await browser.get(link);
    expect((await browser.post(link, { name: 'Ada', password: PASSWORD })).status).toBe(303);
  }

  async function open(): Promise<string[]> {
    const found = await world.database.query<{ email: string }>(
      `SELECT email FROM invitations WHERE brand_id = $1 AND state = 'open' ORDER BY email`,
      [brand.id],
    );
    return found.map(({ email }) => email);
  }

  async function urlOf(email: string): Promise<string> {
    const [row] = await world.database.query<{ id: string }>(
      'SELECT id FROM invitations WHERE brand_id = $1 AND email = $2',
      [brand.id, email],
    );
    return `${brand.admin}/invitations/${row?.id}`;
  }

  async function rows(count: number): Promise<void> {
    await world.database.query(
      `INSERT INTO invitations (brand_id, id, email, role, kind, group_ids, locale, state, invited_by, created_at, sent_at,
         sendings, expires_at)
       SELECT $1, gen_random_uuid(), 'many' || n || '@x.test', 'agent', 'staff', '{}', 'en', 'open', $2, $3, $3, 1, $4
       FROM generate_series(1, $5::integer) n`,
      [brand.id, claire.id, new Date(), new Date(Date.now() + 7 * DAY), count],
    );
  }

  function actorOf(id: string): MemberActor {
    return { kind: 'member', brandId: brand.id, id, accountId: newId(), role: 'admin', locale: 'en' };
  }

  function group(name: string): Promise<string> {
    return world.running.app.get(SaveGroup).run(systemActor(brand.id), { name, active: true, memberIds: [] });
  }

  async function groupsOf(member: string): Promise<string[]> {
    const found = await world.database.query<{ id: string }>(
      'SELECT group_id AS id FROM group_members WHERE brand_id = $1 AND member_id = $2',
      [brand.id, member],
    );
    return found.map(({ id }) => id);
  }

  async function memberId(email: string): Promise<string> {
    const [row] = await world.database.query<{ id: string }>(
      `SELECT m.id FROM members m JOIN accounts a ON a.id = m.account_id
       WHERE m.brand_id = $1 AND a.email = $2 AND m.status = 'active'`,
      [brand.id, email],
    );
    return row?.id ?? '';
  }

  /** Somebody with an account, who is a member of another brand. */
  async function account(email: string): Promise<void> {
    const { app } = world.running;
    const { accountId } = await app.get(CreateAccount).run({ email, name: 'Ada', password: PASSWORD });
    const other = await world.brand(`fjord-${newId().slice(-8)}`, 'en');
    await app
      .get(AddMember)
      .run(systemActor(other.id), { accountId, name: 'Ada', role: 'agent', kind: 'staff' });
  }

  async function signsIn(email: string, password: string): Promise<void> {
    const browser = world.stranger();
    await browser.get('/sign-in');
    expect((await browser.post('/sign-in', { email, password })).status).toBe(303);
  }

  /** As from a page that has stood open since before the invitation was over. */
  async function pressed(browser: Browser, link: string) {
    await browser.get('/sign-in').expect(200);
    return browser.post(link, { name: 'Somebody', password: 'another long sentence' });
  }

  function audited(name: string): Promise<unknown[]> {
    return world.audit(brand.id, `settings.${name}`);
  }
});

function lines(count: number): string {
  return Array.from({ length: count }, (_, at) => `person${at}@x.test`).join('\n');
}
