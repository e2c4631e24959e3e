import { randomUUID } from 'node:crypto';
import { SaveGroup, SaveRule, StartConversation } from '../../src/distribution/index.js';
import { newId, PERMISSIONS, systemActor } from '../../src/kernel/index.js';
import { until } from '../support/platform.js';
import { AdminWorld, formFields, type Browser, type TestBrand, type TestMember } from './world.js';

let world: AdminWorld;
let ours: TestBrand;
let theirs: TestBrand;
let anna: Browser;
let bea: Browser;
let lea: TestMember;
let first: string;
let second: string;
let ruleId: string;
let foreignGroup: string;

beforeAll(async () => {
  world = await AdminWorld.start();
  ours = await world.brand('lamps', 'fr');
  theirs = await world.brand('tents', 'en');
  anna = await (await ours.member('Anna', 'admin')).browser('en');
  bea = await (await ours.member('Bea', 'admin')).browser('fr');
  lea = await ours.member('Lea', 'agent');
  first = await group(ours, 'First line', [lea.id]);
  second = await group(ours, 'Second line', []);
  foreignGroup = await group(theirs, 'Tent people', []);
  ruleId = await world.running.app.get(SaveRule).run(systemActor(ours.id), {
    name: 'Advice',
    enabled: true,
    sharing: 'cascade',
    lastResort: 'nothing',
    queues: [
      { groupId: first, threshold: 100, share: 0 },
      { groupId: second, threshold: 40, share: 0 },
    ],
  });
});

afterAll(() => world.close());

const group = (brand: TestBrand, name: string, memberIds: string[]) =>
  world.running.app.get(SaveGroup).run(systemActor(brand.id), { name, active: true, memberIds });
const page = () => `${ours.admin}/rules/${ruleId}`;
const thresholds = async () =>
  (
    await world.database.query<{ threshold: number }>(
      'SELECT threshold FROM queues WHERE rule_id = $1 AND listed ORDER BY position',
      [ruleId],
    )
  ).map(({ threshold }) => threshold);

async function start(under = ruleId): Promise<string> {
  const visitorId = newId();
  await world.database.query(
    `INSERT INTO visitors (brand_id, id, site_id, locale, created_at, last_seen_at)
     VALUES ($1, $2, $3, 'fr', '2026-01-01', '2026-01-01')`,
    [ours.id, visitorId, ours.siteId],
  );
  const actor = {
    kind: 'visitor',
    brandId: ours.id,
    id: visitorId,
    siteId: ours.siteId,
    locale: 'fr',
  } as const;
  const started = await world.running.app.get(StartConversation).run(actor, {
    siteId: ours.siteId,
    ruleId: under,
    clientId: randomUUID(),
    body: 'Bonjour',
    locale: 'fr',
  });
  if (started.state === 'no_room') return 'no room';
  const [row] = await world.database.query<{ name: string }>(
    'SELECT g.name FROM conversations c JOIN groups g ON g.id = c.group_id WHERE c.id = $1',
    [started.conversationId],
  );
  return row.name;
}

describe('a threshold', () => {
  it('that is changed in the form changes where the next conversation goes', async () => {
    expect(await start()).toBe('First line');
    const saved = await anna.submit(page(), { threshold: ['1', '40'] });
    expect(saved.status).toBe(303);
    expect(await thresholds()).toEqual([1, 40]);
    expect(await start()).toBe('Second line');

    expect((await anna.submit(page(), { threshold: ['1', '0'] })).status).toBe(303);
    expect(await start()).toBe('no room');
    const waiting = await world.database.query(
      `SELECT FROM conversations WHERE rule_id = $1 AND state = 'waiting'`,
      [ruleId],
    );
    expect(waiting).toHaveLength(2);
  });

  it('stands in the audit log with what it was before and after', async () => {
    const lines = await world.audit(ours.id, 'settings.rule_saved');
    expect(lines.at(-1)?.data).toMatchObject({
      before: {
        queues: [
          { groupId: first, threshold: 1 },
          { groupId: second, threshold: 40 },
        ],
      },
      after: {
        queues: [
          { groupId: first, threshold: 1 },
          { groupId: second, threshold: 0 },
        ],
      },
    });
    expect((await anna.get(`${ours.admin}/audit?kind=rule`)).text).toContain('First line');
  });

  it('has the present load of its queue beside its field', async () => {
    expect((await anna.get(page())).text).toContain('1 of 1 waiting');
    expect((await bea.get(page())).text).toContain('1 en attente sur 1');
  });

  it.each(['-1', '10001', '1.5', 'many', '', '٣', '1'.repeat(4_000)])(
    'is refused beside its field, and kept as it was typed: %s',
    async (threshold) => {
      const before = await thresholds();
      const answer = await anna.submit(page(), { threshold: [threshold, '40'], name: 'Typed' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`value="${threshold}" aria-invalid="true"`);
      expect(answer.text).toContain('Enter a whole number from 0 to 10,000.');
      expect(answer.text).toContain('value="Typed"');
      expect(await thresholds()).toEqual(before);
    },
  );

  it('of ten thousand is the highest', async () => {
    expect((await anna.submit(page(), { threshold: ['10000', '40'] })).status).toBe(303);
  });
});

describe('a trial', () => {
  it('says in words where the next conversation would go, as the form stands, and stores nothing', async () => {
    const before = await thresholds();
    const fields = formFields((await anna.get(page())).text, page());
    const waits = await anna.post(`${page()}/draft`, { ...fields, threshold: ['50', '40'], act: 'try' });
    expect(waits.status).toBe(200);
    expect(waits.text).toContain('Waits in the queue of First line');
    expect(waits.text).toContain('value="50"');
    const nobody = await anna.post(`${page()}/draft`, { ...fields, threshold: ['0', '0'], act: 'try' });
    expect(nobody.text).toMatch(/trial-result[^>]*no_room/);
    expect(nobody.text).toMatch(/Lea[^]*offline/);
    expect(await thresholds()).toEqual(before);
  });

  it('agrees with what then really happens', async () => {
    const fields = formFields((await anna.get(page())).text, page());
    const tried = await anna.post(`${page()}/draft`, { ...fields, threshold: ['1', '40'], act: 'try' });
    expect(tried.text).toContain('Waits in the queue of Second line');
    await anna.submit(page(), { threshold: ['1', '40'] });
    expect(await start()).toBe('Second line');
  });

  it('answers htmx with the form alone', async () => {
    const fields = formFields((await anna.get(page())).text, page());
    const whole = await anna.post(`${page()}/draft`, { ...fields, act: 'try' });
    expect(whole.text).toContain('<html');
    const part = await anna.fragment(`${page()}/draft`, { ...fields, act: 'try' });
    expect(part.status).toBe(200);
    expect(part.text).not.toContain('<html');
    expect(part.text).toContain('id="rule-form"');
  });
});

describe('what is offered when nothing has room', () => {
  const draft = async (change: Record<string, string | string[]>) =>
    anna.post(`${page()}/draft`, { ...formFields((await anna.get(page())).text, page()), ...change });

  it('is nothing until an admin chooses an appointment, which the list and the audit log then tell', async () => {
    expect((await anna.get(`${ours.admin}/rules`)).text).toContain('When full: messenger hidden');
    expect((await anna.submit(page(), { lastResort: 'appointment' })).status).toBe(303);
    expect((await anna.get(`${ours.admin}/rules`)).text).toContain('When full: appointment offered');
    expect(formFields((await anna.get(page())).text, page()).lastResort).toBe('appointment');
    const [saved] = (await world.audit(ours.id, 'settings.rule_saved')).slice(-1);
    expect(saved.data).toMatchObject({
      before: { lastResort: 'nothing' },
      after: { lastResort: 'appointment' },
    });
    const { text } = await bea.get(`${ours.admin}/audit?kind=rule`);
    expect(text).toMatch(
      /Quand toutes les files sont pleines[^]*masquer la messagerie[^]*proposer un rendez-vous/,
    );
  });

  it('tells an admin that no member has opened times', async () => {
    expect((await draft({ lastResort: 'nothing' })).text).not.toContain('opened time slots yet');
    expect((await draft({ lastResort: 'appointment' })).text).toContain('opened time slots yet');
  });

  it('is what a trial without room says that the visitor gets, unless the rule is off', async () => {
    const full = { threshold: ['0', '0'], act: 'try' };
    expect((await draft({ ...full, lastResort: 'appointment' })).text).toContain('Appointment offered');
    expect((await draft({ ...full, lastResort: 'nothing' })).text).toContain('The messenger is hidden');
    const off = await draft({ ...full, lastResort: 'appointment', enabled: [] });
    expect(off.text).not.toContain('Appointment offered');
    expect(off.text).toContain('No room');
  });

  it('is told to the second of two admins who chose differently', async () => {
    const opened = formFields((await bea.get(page())).text, page());
    await anna.submit(page(), { lastResort: 'nothing' });
    const late = await bea.post(page(), { ...opened, name: 'Conseil' });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(
      /files sont pleines<\/th><td>Masquer la messagerie<\/td><td>Proposer un rendez-vous/,
    );
  });

  it.each(['', 'call', 'NOTHING'])('is refused where it is none of the choices: %s', async (lastResort) => {
    const answer = await anna.submit(page(), { lastResort });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="lastResort-error"');
  });
});

describe('the rows of the form', () => {
  it('are moved, taken away and added without anything being stored', async () => {
    const fields = formFields((await anna.get(page())).text, page());
    const moved = await anna.post(`${page()}/draft`, { ...fields, act: `down:${first}` });
    expect(moved.text.indexOf('Second line')).toBeLessThan(moved.text.indexOf('First line'));
    const taken = await anna.post(`${page()}/draft`, { ...fields, act: `remove:${first}` });
    expect(taken.text).toMatch(/<option value="[^"]+">First line/);
    const added = await anna.post(`${page()}/draft`, {
      ...formFields(taken.text, page()),
      act: 'add',
      addGroup: first,
    });
    expect(formFields(added.text, page()).groupId).toEqual([second, first]);
    expect(await thresholds()).toHaveLength(2);
  });
});

describe('a weighted rule', () => {
  it('is refused while its shares do not add up to 100, and then shows the fields of the shares', async () => {
    const answer = await bea.submit(page(), { sharing: 'weighted', share: ['60', '30'] });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/<div class="field"><p class="error" id="queues-error">[^]*doit être de 100/);
    expect(formFields(answer.text, page()).share).toEqual(['60', '30']);
    expect((await bea.submit(page(), { sharing: 'weighted', share: ['60', '40'] })).status).toBe(303);
    expect((await bea.submit(page(), { sharing: 'cascade' })).status).toBe(303);
  });
});

describe('two admins', () => {
  it('do not undo each other: the second one sees what the first one stored, and loses nothing', async () => {
    const opened = formFields((await bea.get(page())).text, page());
    await anna.submit(page(), { threshold: ['7', '40'] });
    const late = await bea.post(page(), { ...opened, name: 'Conseil', threshold: ['1', '33'] });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Anna a modifié cette page pendant votre saisie');
    expect(late.text).toContain('value="Conseil"');
    expect(late.text).toContain('value="33"');
    expect(late.text).toMatch(/Seuil de First line[^]*<td>7<\/td><td>1<\/td>/);
    expect(await thresholds()).toEqual([7, 40]);

    const again = formFields(late.text, page());
    expect((await bea.post(page(), again)).status).toBe(303);
    expect(await thresholds()).toEqual([1, 33]);
  });

  it('are not told of a conflict when one of them only clicked twice', async () => {
    const fields = { ...formFields((await anna.get(page())).text, page()), name: 'Advice again' };
    const answers = await Promise.all([anna.post(page(), fields), anna.post(page(), fields)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  });
});

describe('a name', () => {
  it.each([
    ['nothing', '', 'This field is required'],
    ['only what nobody sees', '\u200b \u2060', 'This field is required'],
    ['four thousand characters', 'n'.repeat(4_000), 'too long'],
    ['NUL', 'a\u0000b', 'characters are not allowed'],
  ])('of %s is refused beside its field', async (_, name, told) => {
    const answer = await anna.submit(page(), { name });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`id="name-error"[^]*${told}`));
  });

  it('that another rule has is refused', async () => {
    const { text } = await anna.get(`${ours.admin}/rules/new`);
    const action = /action="([^"]*\/rules\/[0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
    const fields = {
      ...formFields(text, action),
      groupId: first,
      threshold: '1',
      share: '0',
      sharing: 'cascade',
    };
    const refused = await anna.post(action, { ...fields, name: 'ADVICE AGAIN' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('already taken');
    const answers = await Promise.all([1, 2].map(() => anna.post(action, { ...fields, name: 'نصائح' })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await world.database.query(`SELECT FROM rules WHERE name = 'نصائح'`)).toHaveLength(1);
  });
});

describe('ids of another brand', () => {
  it('are answered as ids that nobody has', async () => {
    for (const id of [foreignGroup, newId()]) {
      const answer = await anna.submit(page(), {
        groupId: [first, id],
        threshold: ['1', '1'],
        share: ['0', '0'],
      });
      expect(answer.status).toBe(404);
    }
    for (const id of [foreignGroup, newId(), 'x']) {
      await anna.get(`${ours.admin}/groups/${id}`).expect(404);
      await anna.get(`${ours.admin}/rules/${id}`).expect(404);
      await anna.get(`${ours.admin}/members/${id}`).expect(404);
      expect((await anna.post(`${ours.admin}/rules/${id}/draft`, { basis: 'x', act: 'try' })).status).toBe(
        404,
      );
      expect((await anna.post(`${ours.admin}/rules/${id}`, { basis: 'x', name: 'Mine' })).status).toBe(404);
      expect((await anna.post(`${ours.admin}/members/${id}/suspension`, {})).status).toBe(404);
    }
  });
});

describe('groups and members', () => {
  it('the list of members says which role may what, every permission by its name', async () => {
    const { text } = await anna.get(`${ours.admin}/members`).expect(200);
    const rows = [...text.matchAll(/<tr><th scope="row">([^<]+)<\/th>(.*?)<\/tr>/g)];
    const may = rows.map(([, label, cells]) => [label, cells.match(/>(?:Yes|No)</g)?.join(' ')]);
    expect(may).toContainEqual(['Release conversations', '>Yes< >Yes< >No<']);
    expect(may).toContainEqual(['Edit sites and their secrets', '>Yes< >No< >No<']);
    expect(may).toHaveLength(Object.keys(PERMISSIONS).length);
    expect(may.map(([label]) => label).join()).not.toMatch(/permissions|_/);
  });

  it('a group takes members in and lets them out, once the form is sent', async () => {
    const url = `${ours.admin}/groups/${second}`;
    expect((await anna.submit(url, { members: [lea.id], active: 'on' })).status).toBe(303);
    const lines = await world.audit(ours.id, 'settings.group_saved');
    expect(lines.at(-1)?.data).toMatchObject({ before: { memberIds: [] }, after: { memberIds: [lea.id] } });
    expect((await anna.submit(url, { members: [] })).status).toBe(303);
  });

  it('warn where a member answers at once and from a queue as well, with what it costs', async () => {
    await anna.submit(`${ours.admin}/groups/${second}`, { members: [lea.id], active: 'on' });
    await anna.submit(page(), { threshold: ['1', '0'] });
    const { text } = await anna.get(page());
    expect(text).toContain('Lea is in Second line');
    expect(text).toMatch(/waiting[^]*Lea is not free for/);
    expect((await anna.get(`${ours.admin}/members/${lea.id}`)).text).toContain('Lea is in Second line');
  });

  it('a member gets another role and other groups, and a capacity out of range is refused', async () => {
    const url = `${ours.admin}/members/${lea.id}`;
    const refused = await anna.submit(url, { capacity: '101' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="capacity-error"');
    expect((await anna.submit(url, { role: 'manager', capacity: '5', groups: [first] })).status).toBe(303);
    const [saved] = (await world.audit(ours.id, 'settings.member_saved')).slice(-1);
    expect(saved.data).toMatchObject({
      before: { role: 'agent', capacity: 3 },
      after: { role: 'manager', capacity: 5 },
    });
    const groups = await world.database.query('SELECT group_id FROM group_members WHERE member_id = $1', [
      lea.id,
    ]);
    expect(groups).toEqual([{ group_id: first }]);
  });

  it('a member is suspended, cannot open anything any more, and comes back', async () => {
    const browser = await lea.browser();
    const url = `${ours.admin}/members/${lea.id}`;
    expect((await anna.post(`${url}/suspension`, {})).status).toBe(303);
    await browser.get(`${ours.admin}/waiting`).expect(403);
    expect((await anna.get(url)).text).toContain('/reactivation"');
    expect((await anna.post(`${url}/reactivation`, {})).status).toBe(303);
    await browser.get(`${ours.admin}/waiting`).expect(200);
  });

  it('what a suspended member holds goes back to the queue of its group', async () => {
    const max = await ours.member('Max', 'agent');
    const desk = await group(ours, 'Third line', [max.id]);
    const thirdRule = await world.running.app.get(SaveRule).run(systemActor(ours.id), {
      name: 'Third',
      enabled: true,
      sharing: 'cascade',
      lastResort: 'nothing',
      queues: [{ groupId: desk, threshold: 5, share: 0 }],
    });
    await world.database.query(`UPDATE members SET state = 'available' WHERE id = $1`, [max.id]);
    expect(await start(thirdRule)).toBe('Third line');
    const held = () =>
      world.database.query(`SELECT state, member_id FROM conversations WHERE rule_id = $1`, [thirdRule]);
    expect(await held()).toEqual([{ state: 'on_desk', member_id: max.id }]);

    expect((await anna.post(`${ours.admin}/members/${max.id}/suspension`, {})).status).toBe(303);
    const queue = () =>
      world.database.query<{ waiting: number }>('SELECT waiting FROM queues WHERE rule_id = $1', [thirdRule]);
    await until(async () => (await queue())[0].waiting === 1);
    expect(await held()).toEqual([{ state: 'waiting', member_id: null }]);
    expect(
      await world.database.query('SELECT ended_how FROM contacts WHERE member_id = $1', [max.id]),
    ).toEqual([{ ended_how: 'released' }]);
  });

  it('the last admin stays one', async () => {
    const only = await (await theirs.member('Otto', 'admin')).browser();
    const me = /\/members\/[0-9a-f-]{36}/.exec((await only.get(`${theirs.admin}/members`)).text)?.[0] ?? '';
    const answer = await only.submit(`${theirs.admin}${me}`, { role: 'agent' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('at least one active admin');
  });
});

describe('what waits', () => {
  it('is told with its reason, to managers too, who see no settings', async () => {
    const manager = await (await ours.member('Nora', 'manager')).browser('fr');
    const { text } = await manager.get(`${ours.admin}/waiting`).expect(200);
    expect(text).toContain('First line');
    expect(text).toContain('groupe est hors ligne');
    expect(text).not.toContain(`${ours.admin}/rules"`);
    for (const path of ['rules', 'groups', 'members', 'targeting', `rules/${ruleId}`]) {
      await manager.get(`${ours.admin}/${path}`).expect(403);
    }
    expect((await manager.post(page(), { name: 'Mine' })).status).toBe(403);
  });
});

describe('targeting', () => {
  const refusedIn = (text: string) =>
    [...text.matchAll(/id="([a-z_0-9]+)-error"/g)].map(([, field]) => field);
  const list = () => `${ours.admin}/targeting/sites/${ours.siteId}`;
  const make = async (name: string, fields: Record<string, string | string[]>) => {
    const { text } = await anna.get(`${list()}/new`).expect(200);
    const action = /action="([^"]*\/targeting\/[0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
    return anna.post(action, { ...formFields(text, action), name, rule: ruleId, ...fields });
  };

  it('rules are made, moved, and tried on a page and a visitor', async () => {
    const checkout = await make('Checkout', {
      url_value: '/checkout',
      device: ['computer', 'phone'],
      hours_1: '',
    });
    expect(checkout.status).toBe(303);
    expect((await make('Everywhere', {})).status).toBe(303);
    const { text } = await anna.get(list()).expect(200);
    expect(text.indexOf('Checkout')).toBeLessThan(text.indexOf('Everywhere'));
    expect(text).toContain('URL contains /checkout');

    const tried = await anna.get(`${list()}?url=https://lamps.example/checkout&device=phone`).expect(200);
    expect(tried.text).toContain('Rule applied');
    expect(tried.text).not.toContain('Not met');
    const elsewhere = await anna.get(`${list()}?url=https://lamps.example/`).expect(200);
    expect(elsewhere.text).toContain('Not met: URL contains /checkout.');

    const [place = ''] = /[^"]*\/place/.exec(text.slice(text.indexOf('Everywhere') - 200)) ?? [];
    const moves = [...text.matchAll(/action="([^"]*\/place)"/g)].map(([, to]) => to);
    expect(place).not.toBe('');
    expect((await anna.post(moves[1], { to: 'sideways' })).status).toBe(422);
    expect((await anna.post(moves[1], { to: 'up' })).status).toBe(303);
    const after = (await anna.get(list())).text;
    expect(after.indexOf('>Everywhere<')).toBeLessThan(after.indexOf('>Checkout<'));
    expect(await world.audit(ours.id, 'settings.targeting_moved')).toHaveLength(1);
  });

  it('conditions that cannot be read are refused at their field', async () => {
    const answer = await make('Odd', {
      seconds: '-5',
      hours_3: '25:00-26:00',
      hours_4: '09:00-12:00',
      hours_5: 'all day',
      cart_value: '10',
      cart_currency: 'euro',
      country: 'FR, UK',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('25:00-26:00');
    expect(refusedIn(answer.text)).toEqual(['seconds', 'country', 'cart_currency', 'hours_3', 'hours_5']);
    const halves = await make('Half', { cart_currency: 'EUR', custom_value: 'gold' });
    expect(refusedIn(halves.text)).toEqual(['cart_value', 'custom_name']);
    expect(halves.text).not.toContain('Enter a number');
    expect(refusedIn((await make('Half', { custom_name: 'tier' })).text)).toEqual(['custom_value']);
  });

  it('a visitor who cannot be is not tried, and it is said at which field', async () => {
    const tried = async (query: string) => (await anna.get(`${list()}?url=/&${query}`).expect(200)).text;
    const odd = await tried('seconds=soon&country=FRA&cart_value=10&cart_currency=euro&custom_value=gold');
    expect(refusedIn(odd)).toEqual(['seconds', 'country', 'cart_currency', 'custom_name']);
    expect(odd).not.toContain('data-outcome');
    expect(refusedIn(await tried('cart_currency=EUR'))).toEqual(['cart_value']);
    const plain = await tried('seconds=4&country=fr&cart_value=10,50&cart_currency=eur&custom_name=tier');
    expect(refusedIn(plain)).toEqual([]);
    expect(plain).toContain('data-outcome');
  });

  it.each([
    ['country', 'FRA'],
    ['country', 'ZZ'],
    ['cart_currency', 'EUR'],
    ['cart_currency', 'euro'],
  ])('a condition of which a part says nothing is refused: %s %s', async (field, value) => {
    const answer = await make('Odd', { [field]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(value);
  });

  it.each([
    ['visitor', 'sideways'],
    ['visitor', '__proto__'],
    ['device', 'toaster'],
    ['language', 'xx'],
    ['url_match', 'sideways'],
    ['url_value', '  '],
    ['pages', ' '],
    ['country', ' '],
  ])('what stands in no list and blanks for a condition are refused: %s %j', async (field, value) => {
    const url: Record<string, string> = field === 'url_match' ? { url_value: '/checkout' } : {};
    const answer = await make('Odd', { ...url, [field]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('-error"');
  });

  it('comes off, and that stands in the audit log', async () => {
    const { text } = await anna.get(list());
    const [, url = ''] = /href="([^"]*\/targeting\/[0-9a-f-]{36})"/.exec(text) ?? [];
    expect((await anna.post(`${url}/removal`, {})).status).toBe(303);
    await anna.get(url).expect(404);
    expect(await world.audit(ours.id, 'settings.targeting_removed')).toHaveLength(1);
  });
});
