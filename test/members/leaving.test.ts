import { PostMessage } from '../../src/conversations/index.js';
import { newId, systemActor, type MemberActor } from '../../src/kernel/index.js';
import { AddMember, RemoveMember, SaveMember } from '../../src/members/index.js';
import { DeskWorld, PASSWORD, until, type DeskBrand, type DeskMember } from '../desk/world.js';

describe('the end of a membership', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let other: DeskBrand;
  let admin: DeskMember;
  let lea: DeskMember;

  beforeAll(async () => {
    world = await DeskWorld.start();
  });
  beforeEach(async () => {
    const slug = `lumiere-${newId().slice(-8)}`;
    brand = await world.brand(slug);
    other = await world.brand(`fjord-${newId().slice(-8)}`);
    admin = await brand.member('Claire', { role: 'admin' });
    lea = await brand.member('Lea');
    await other.member('Maya', { role: 'admin' });
    await other.member('Lea', { accountId: lea.accountId });
  });
  afterAll(() => world.close());

  it('ends access and sockets within a second, in this brand alone', async () => {
    const browser = await world.signIn(lea.email);
    const here = await browser.connect(brand.slug);
    const there = await browser.connect(other.slug);
    const began = performance.now();
    const gone = new Promise((resolve) => here.once('disconnect', resolve));
    const answer = await removed(lea.id);
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `/b/${brand.slug}/admin/members?done=removed`,
    ]);
    await gone;
    expect(performance.now() - began).toBeLessThan(1500);
    await browser.get(brand.desk).expect(404);
    await browser.get(other.desk).expect(200);
    expect(there.connected).toBe(true);
    const { text } = await browser.get('/account').expect(200);
    expect(text).not.toContain(brand.desk);
  });

  it('gives back what they held, and says before how much that is', async () => {
    const browser = await world.signIn(lea.email);
    const socket = await browser.connect(brand.slug);
    const conversation = await brand.start(await brand.visitor('Ada'), 'Hello');
    await until(async () => (await stateOf(conversation)).member_id === lea.id);
    const page = await (await world.signIn(admin.email)).get(`/b/${brand.slug}/admin/members/${lea.id}`);
    expect(page.text).toContain('Their conversation goes back to the queues.');
    await removed(lea.id);
    await until(async () => (await stateOf(conversation)).state === 'waiting');
    expect(await stateOf(conversation)).toMatchObject({ member_id: null });
    expect(await groupsOf(lea.id)).toEqual([]);
    expect(socket.connected).toBe(false);
  });

  it('leaves what they wrote, under their name', async () => {
    const browser = await world.signIn(lea.email);
    await browser.connect(brand.slug);
    const conversation = await brand.start(await brand.visitor('Ada'), 'Hello');
    await until(async () => (await stateOf(conversation)).member_id === lea.id);
    await world.running.app
      .get(PostMessage)
      .run(actorOf(lea), { conversationId: conversation, clientId: newId(), body: 'Good morning' });
    await removed(lea.id);
    const desk = await (await world.signIn(admin.email)).get(`${brand.desk}/conversations/${conversation}`);
    expect(desk.text).toContain('Good morning');
    expect(desk.text).toContain('Lea');
  });

  it('is nobody’s to undo but by a new start as the same member', async () => {
    await removed(lea.id);
    const { memberId } = await world.running.app.get(AddMember).run(systemActor(brand.id), {
      accountId: lea.accountId,
      name: 'Léa M.',
      role: 'manager',
      kind: 'expert',
    });
    expect(memberId).toBe(lea.id);
    const browser = await world.signIn(lea.email);
    const { text } = await browser.get(brand.desk).expect(200);
    expect(text).toContain('Léa M.');
    await expect(
      world.running.app
        .get(AddMember)
        .run(systemActor(brand.id), { accountId: lea.accountId, name: 'Lea', role: 'agent', kind: 'staff' }),
    ).rejects.toMatchObject({ code: 'already_member' });
  });

  it('is refused to the last admin, whichever way', async () => {
    const browser = await world.signIn(admin.email);
    const left = await browser.post(`/account/brands/${brand.slug}/departure`, {}, '/account');
    expect(left.status).toBe(422);
    expect(left.text).toContain('A brand needs at least one active admin.');
    const self = await browser.post(`/b/${brand.slug}/admin/members/${admin.id}/removal`, {}, '/account');
    expect(self.status).toBe(422);
    await expect(
      world.running.app.get(RemoveMember).run(systemActor(brand.id), { memberId: admin.id }),
    ).rejects.toMatchObject({ code: 'last_admin' });
    await browser.get(brand.desk).expect(200);
  });

  it.each([
    ['two admins remove each other', ['remove', 'remove']],
    ['one removes and one demotes the other', ['remove', 'demote']],
    ['one suspends the other, who leaves', ['suspend', 'leave']],
    ['both leave', ['leave', 'leave']],
  ])('leaves an admin where %s at the same time', async (_, acts) => {
    const second = await brand.member('Denis', { role: 'admin' });
    const pair = [admin, second];
    const done = await Promise.allSettled(
      acts.map((act, at) => doAs(act, { by: pair[at] ?? admin, on: pair[1 - at] ?? second })),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const admins = await world.database.query(
      `SELECT id FROM members WHERE brand_id = $1 AND role = 'admin' AND status = 'active'`,
      [brand.id],
    );
    expect(admins).toHaveLength(1);
  });

  it('comes by one’s own wish from the account', async () => {
    const browser = await world.signIn(lea.email);
    const { text } = await browser.get('/account').expect(200);
    expect(text).toContain(`action="/account/brands/${brand.slug}/departure"`);
    const left = await browser.post(`/account/brands/${brand.slug}/departure`, {}, '/account');
    expect([left.status, left.headers.location]).toEqual([303, '/account?saved=left']);
    await browser.get(brand.desk).expect(404);
    await browser.get(other.desk).expect(200);
    expect((await browser.post(`/account/brands/${brand.slug}/departure`, {}, '/account')).status).toBe(404);
  });

  it('stands in the audit log once, however often it is pressed', async () => {
    const answers = await Promise.all([removed(lea.id), removed(lea.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
    const lines = await world.database.query(
      `SELECT actor_id, subject_id, data FROM events WHERE brand_id = $1 AND name = 'settings.member_removed'`,
      [brand.id],
    );
    expect(lines).toEqual([
      {
        actor_id: admin.id,
        subject_id: lea.id,
        data: { before: { role: 'agent', kind: 'staff', capacity: 3, status: 'active' }, after: null },
      },
    ]);
  });

  it('waits while the brand is suspended', async () => {
    await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [brand.id]);
    const browser = await world.signIn(lea.email);
    const left = await browser.post(`/account/brands/${brand.slug}/departure`, {}, '/account');
    expect(left.status).toBe(422);
    expect(left.text).toContain('This brand is suspended.');
  });

  async function removed(memberId: string) {
    const browser = await world.signIn(admin.email, 'en', PASSWORD);
    return browser.post(`/b/${brand.slug}/admin/members/${memberId}/removal`, {}, '/account');
  }

  function actorOf({ id, accountId }: DeskMember, role: MemberActor['role'] = 'agent'): MemberActor {
    return { kind: 'member', brandId: brand.id, id, accountId, role, locale: 'en' };
  }

  async function doAs(act: string, { by, on }: { by: DeskMember; on: DeskMember }): Promise<void> {
    const { app } = world.running;
    const actor = actorOf(by, 'admin');
    const saved = { memberId: on.id, kind: 'staff', capacity: 3 } as const;
    if (act === 'remove') return app.get(RemoveMember).run(actor, { memberId: on.id });
    if (act === 'demote')
      return app.get(SaveMember).run(actor, { ...saved, role: 'agent', status: 'active' });
    if (act === 'suspend')
      return app.get(SaveMember).run(actor, { ...saved, role: 'admin', status: 'suspended' });
    const browser = await world.signIn(by.email);
    const { status } = await browser.post(`/account/brands/${brand.slug}/departure`, {}, '/account');
    if (status !== 303) throw new Error(`answered with ${status}`);
  }

  async function stateOf(conversation: string): Promise<{ state: string; member_id: string | null }> {
    const [row] = await world.database.query<{ state: string; member_id: string | null }>(
      'SELECT state, member_id FROM conversations WHERE id = $1',
      [conversation],
    );
    if (!row) throw new Error('There is no such conversation.');
    return row;
  }

  async function groupsOf(memberId: string): Promise<unknown[]> {
    return world.database.query('SELECT group_id FROM group_members WHERE member_id = $1', [memberId]);
  }
});
