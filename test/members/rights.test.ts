import { systemActor } from '../../src/kernel/index.js';
import { SaveMember } from '../../src/members/index.js';
import { DeskWorld, type DeskBrand, type DeskMember } from '../desk/world.js';

describe('rights of members', () => {
  let world: DeskWorld;
  let lumiere: DeskBrand;
  let fjord: DeskBrand;
  let lea: DeskMember;
  let admin: DeskMember;

  beforeAll(async () => {
    world = await DeskWorld.start();
    lumiere = await world.brand('lumiere');
    fjord = await world.brand('fjord');
    lea = await lumiere.member('Lea');
    admin = await lumiere.member('Claire', { role: 'admin' });
    await fjord.member('Maya');
  });

  afterAll(() => world.close());

  it('shows a brand that is not theirs like one that does not exist, and notes the attempt', async () => {
    const browser = await world.signIn(lea.email);
    const foreign = await browser.get(fjord.desk).expect(404);
    const missing = await browser.get('/b/nowhere/desk').expect(404);
    expect(foreign.text.replaceAll('fjord', '')).toBe(missing.text.replaceAll('nowhere', ''));
    const [line] = await world.database.query<{ data: { accountId: string } }>(
      `SELECT data FROM events WHERE brand_id = $1 AND name = 'settings.foreign_access_refused'`,
      [fjord.id],
    );
    expect(line?.data).toEqual({ accountId: lea.accountId });
  });

  it('refuses within the brand plainly', async () => {
    const browser = await world.signIn(lea.email);
    await browser.get('/b/lumiere/admin/rules').expect(403);
    await browser
      .get('/b/lumiere/admin/rules')
      .set('Accept', 'application/json')
      .expect(403)
      .expect('Content-Type', /problem\+json/)
      .expect(({ body }) => expect(body).toMatchObject({ status: 403, code: 'forbidden' }));
  });

  it('lets somebody switch between their brands without signing in again', async () => {
    await fjord.member('Lea', { role: 'manager', accountId: lea.accountId });
    const browser = await world.signIn(lea.email);
    const page = await browser.get(lumiere.desk).expect(200);
    expect(page.text).toContain('href="/b/fjord/desk"');
    await browser.get(fjord.desk).expect(200);
    await browser.get('/brands').expect(200);
  });

  it('shows nothing of another brand on a page', async () => {
    const page = await (await world.signIn(admin.email)).get(lumiere.desk);
    expect(page.text).not.toContain('fjord');
    expect(page.text).not.toContain(fjord.id);
  });

  it('keeps a suspended member out at once and writes down who did it', async () => {
    const karim = await lumiere.member('Karim');
    const browser = await world.signIn(karim.email);
    const socket = await browser.connect('lumiere');
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await world.running.app.get(SaveMember).run(systemActor(lumiere.id), {
      memberId: karim.id,
      role: 'agent',
      kind: 'staff',
      capacity: 3,
      status: 'suspended',
    });
    await gone;
    await browser.get(lumiere.desk).expect(403);
    await expect(browser.connect('lumiere')).rejects.toThrow('forbidden');
    const [line] = await world.database.query<{ data: object }>(
      `SELECT data FROM events WHERE brand_id = $1 AND name = 'settings.member_saved' AND subject_id = $2`,
      [lumiere.id, karim.id],
    );
    expect(line?.data).toMatchObject({ before: { status: 'active' }, after: { status: 'suspended' } });
  });

  it('leaves a brand its last admin', async () => {
    const demoted = {
      memberId: admin.id,
      role: 'agent',
      kind: 'staff',
      capacity: 3,
      status: 'active',
    } as const;
    const verb = world.running.app.get(SaveMember);
    await expect(verb.run(systemActor(lumiere.id), demoted)).rejects.toMatchObject({ code: 'last_admin' });
  });

  it('lets members of a suspended brand read and change nothing', async () => {
    const browser = await world.signIn(admin.email);
    await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [lumiere.id]);
    await browser.get(lumiere.desk).expect(200);
    const answer = await browser.post(`${lumiere.desk}/availability`, { state: 'away' }, lumiere.desk);
    expect(answer.status).toBe(403);
    await world.database.query(`UPDATE brands SET state = 'active' WHERE id = $1`, [lumiere.id]);
  });
});
