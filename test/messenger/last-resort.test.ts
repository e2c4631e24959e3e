import { SaveRule, type LastResort } from '../../src/distribution/index.js';
import { systemActor } from '../../src/kernel/index.js';
import { ChangeAvailability } from '../../src/members/index.js';
import { until } from '../support/platform.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from './world.js';

interface Engagement {
  engaged: boolean;
  books: boolean;
  ongoing: boolean;
}

describe('a rule without room that offers an appointment', () => {
  let world: MessengerWorld;

  beforeAll(async () => {
    world = await MessengerWorld.start();
  });

  afterAll(() => world?.close());

  const shop = async (slug: string, lastResort: LastResort = 'appointment') => {
    const made = await world.shop(slug, { threshold: 0 });
    await save(made, { lastResort });
    return made;
  };

  async function save(
    { brandId, ruleId }: TestShop,
    { lastResort = 'appointment', enabled = true }: { lastResort?: LastResort; enabled?: boolean },
  ): Promise<void> {
    const [{ group_id: groupId }] = await world.database.query<{ group_id: string }>(
      'SELECT group_id FROM queues WHERE rule_id = $1',
      [ruleId],
    );
    await world.running.app.get(SaveRule).run(systemActor(brandId), {
      ruleId,
      name: 'Advice',
      enabled,
      sharing: 'cascade',
      lastResort,
      queues: [{ groupId, threshold: 0, share: 0 }],
    });
  }

  /** What the loader is told when it asks. */
  async function engagement({ loader }: TestVisitor): Promise<Engagement> {
    const told = once<Engagement>(loader, 'engagement');
    loader.emit('ask');
    return told;
  }

  async function content({ key }: TestShop, { token }: TestVisitor): Promise<string> {
    const answer = await fetch(`${world.url}/w/${key}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.text();
  }

  it('keeps the launcher for it, turns it into a chat when room comes back, and back again', async () => {
    const lamps = await shop('lamps');
    const visitor = await world.visitor(lamps);
    expect(await engagement(visitor)).toMatchObject({ engaged: false, books: true });
    await visitor.accept();
    expect(await visitor.write('Hello')).toMatchObject({ ok: false, code: 'no_room' });
    expect(await content(lamps, visitor)).toContain('data-booking');

    const back = once(visitor.loader, 'room');
    await world.comeToDesk(lamps.agent);
    expect(await back).toEqual({ has: true });
    expect(await engagement(visitor)).toMatchObject({ engaged: true, books: true });
    const withRoom = await content(lamps, visitor);
    expect(withRoom).not.toContain('data-booking');
    expect(withRoom).toContain('data-room');

    const lost = once(visitor.loader, 'room');
    await world.running.app.get(ChangeAvailability).run(lamps.agent, 'away');
    expect(await lost).toEqual({ has: false });
    expect(await engagement(visitor)).toMatchObject({ engaged: false, books: true });
    expect(await content(lamps, visitor)).toContain('data-booking');
  });

  it('says in the first hello what the launcher says, in the language of the visitor', async () => {
    const hello = async (locale: string, slug: string) => {
      const { key, origin } = await shop(slug);
      const page = { url: `${origin}/`, title: 'Shop' };
      return once(world.socket(origin, { site: key, part: 'loader', locale, page }), 'hello');
    };
    expect(await hello('en', 'vases')).toMatchObject({ books: true, bookLabel: 'Book an appointment' });
    expect(await hello('fr', 'bowls')).toMatchObject({ books: true, bookLabel: 'Prendre rendez-vous' });
  });

  it('says that no time can be booked', async () => {
    const chairs = await shop('chairs');
    const visitor = await world.visitor(chairs);
    expect(await content(chairs, visitor)).toContain('No appointments are available');
  });

  it('is heard of by open pages when an admin changes it, and offers nothing once it is switched off', async () => {
    const tables = await shop('tables', 'nothing');
    const visitor = await world.visitor(tables);
    expect(await engagement(visitor)).toMatchObject({ engaged: false, books: false });
    expect(await content(tables, visitor)).not.toContain('data-booking');

    const chosen = once(visitor.loader, 'last_resort');
    await save(tables, { lastResort: 'appointment' });
    expect(await chosen).toEqual({ books: true });
    expect(await engagement(visitor)).toMatchObject({ books: true });

    const switchedOff = once(visitor.loader, 'last_resort');
    await save(tables, { enabled: false });
    expect(await switchedOff).toEqual({ books: false });
    expect(await engagement(visitor)).toMatchObject({ engaged: false, books: false });
  });

  it('changes nothing for a visitor whose conversation goes on', async () => {
    const sofas = await shop('sofas');
    await world.comeToDesk(sofas.agent);
    const visitor = await world.visitor(sofas);
    await visitor.accept();
    const { conversationId } = await visitor.write('Hello');
    await world.running.app.get(ChangeAvailability).run(sofas.agent, 'away');
    await until(async () => !(await engagement(visitor)).engaged);
    expect(await engagement(visitor)).toMatchObject({ engaged: false, ongoing: true });
    expect(await content(sofas, visitor)).not.toContain('data-booking');
    expect(await visitor.write('Still here', String(conversationId))).toMatchObject({ state: 'posted' });
  });

  it('does not offer it to a visitor who is blocked', async () => {
    const beds = await shop('beds');
    const visitor = await world.visitor(beds);
    await world.database.query('UPDATE visitors SET blocked_at = $2 WHERE brand_id = $1', [
      beds.brandId,
      new Date('2026-01-01'),
    ]);
    expect(await engagement(visitor)).toMatchObject({ engaged: false, books: false });
    expect(await content(beds, visitor)).not.toContain('data-booking');
  });
});
