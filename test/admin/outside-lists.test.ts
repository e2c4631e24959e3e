import { SHARINGS } from '../../src/distribution/domain/sharing.js';
import { SaveGroup, SaveRule } from '../../src/distribution/index.js';
import { systemActor } from '../../src/kernel/index.js';
import { AdminWorld, formFields, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let brand: TestBrand;
let anna: Browser;
let max: { id: string };
/** Where the forms of the settings are, by what they are about. */
let pages: Record<string, string>;

beforeAll(async () => {
  world = await AdminWorld.start();
  brand = await world.brand('lamps', 'en');
  anna = await (await brand.member('Anna', 'admin')).browser();
  max = await brand.member('Max', 'agent');
  const { app } = world.running;
  const system = systemActor(brand.id);
  const groupId = await app.get(SaveGroup).run(system, { name: 'Sales', active: true, memberIds: [max.id] });
  const rule = { name: 'All', enabled: true, lastResort: 'nothing' } as const;
  const queues = [{ groupId, threshold: 10, share: 100 }];
  const ruleId = await app.get(SaveRule).run(system, { ...rule, sharing: 'weighted', queues });
  pages = {
    account: '/account',
    brand: `${brand.admin}/brand`,
    group: `${brand.admin}/groups/${groupId}`,
    member: `${brand.admin}/members/${max.id}`,
    response: `${brand.admin}/responses/new`,
    rule: `${brand.admin}/rules/${ruleId}`,
    site: `${brand.admin}/sites/${brand.siteId}`,
    tag: `${brand.admin}/tags/new`,
  };
});

afterAll(() => world?.close());

/** Where a page's own form goes, its fields as they stand, and those that are chosen in a list or are numbers. */
async function formOf(page: string) {
  const { text } = await anna.get(page).expect(200);
  const forms = [...text.matchAll(/<form\b[^>]*action="([^"]+)"[^>]*>[^]*?<\/form>/g)];
  const place = page.replace(/\/new$/, '/');
  const [form, action] = forms.find(([, to]) => to.startsWith(place)) ?? ['', ''];
  const inputs = [...form.matchAll(/<(?:input|select)\b[^>]*>/g)].map(([tag]) => tag);
  const names = inputs
    .filter((tag) => /^<select|\stype="(radio|number)"|\sinputmode="numeric"/.test(tag))
    .map((tag) => /\sname="([^"]+)"/.exec(tag)?.[1] ?? '');
  return { action, fields: formFields(text, action), names: [...new Set(names)].sort() };
}

const CHOSEN = {
  account: ['language'],
  brand: ['assignmentHours', 'assignmentMinutes', 'defaultCapacity', 'defaultLocale', 'timeZone'],
  group: [],
  member: ['capacity', 'kind', 'role'],
  response: ['scope'],
  rule: ['lastResort', 'share', 'sharing', 'threshold'],
  site: ['defaultLocale', 'fixedLocale', 'position'],
  tag: ['colour'],
};

/** Without which nothing new is taken. */
const WRITTEN: Record<string, Record<string, string>> = {
  response: { title: 'Late', shortcut: 'late', body_en: 'It is late.' },
  tag: { name: 'Late' },
};

it.each(Object.entries(CHOSEN))(
  'the form of %s refuses at its field what is in no list and no number',
  async (what, names) => {
    const form = await formOf(pages[what]);
    expect(form.names).toEqual(names);
    const fields = { ...form.fields, ...WRITTEN[what] };
    for (const name of names) {
      const answer = await anna.post(form.action, { ...fields, [name]: 'sideways' });
      const field = /^assignment/.test(name) ? 'assignment' : name;
      const isMarked = new RegExp(`id="${field}(-[0-9a-f-]{36})?-error"`).test(answer.text);
      expect([name, answer.status, isMarked]).toEqual([name, 422, true]);
    }
  },
);

it.each(Object.keys(SHARINGS))(
  'a rule that shares by %s is saved, and refuses a share of no number',
  async (sharing) => {
    const { action, fields } = await formOf(pages.rule);
    const { status, text } = await anna.post(action, { ...fields, sharing, share: 'sideways' });
    expect([status, /id="share-[0-9a-f-]{36}-error"/.test(text)]).toEqual([422, true]);
    expect((await anna.post(action, { ...fields, sharing, share: '100' })).status).toBe(303);
  },
);

it.each([
  ['group', 'members'],
  ['member', 'groups'],
  ['site', 'fileTypes'],
])('the form of a %s refuses what nobody could have ticked as one of its %s', async (what, name) => {
  const { action, fields } = await formOf(pages[what]);
  const { status } = await anna.post(action, { ...fields, [name]: [String(fields[name]), 'sideways'] });
  expect([404, 422]).toContain(status);
});

it.each(['homeUrl', 'logo'])('a site takes an address alone as its %s', async (name) => {
  const { action, fields } = await formOf(pages.site);
  for (const address of [
    'https://x/"><script>',
    "javascript:alert('x')",
    'https://a b/',
    'https://x/`{|}',
    '//x',
  ]) {
    const answer = await anna.post(action, { ...fields, [name]: address });
    expect([address, answer.status, answer.text.includes(`id="${name}-error"`)]).toEqual([
      address,
      422,
      true,
    ]);
  }
  const kept = await anna.post(action, {
    ...fields,
    [name]: 'https://münchen.example/bild/ä.png?a=%20&b=(1)#x',
  });
  expect(kept.status).toBe(303);
});

it('a member is suspended and comes back by the word of the button alone', async () => {
  const status = async () =>
    (await world.database.query('SELECT status FROM members WHERE id = $1', [max.id]))[0].status;
  const post = async (to: string, word: string) =>
    (await anna.post(`${pages.member}/${to}`, { status: word })).status;
  await anna.get(pages.member).expect(200);
  for (const word of ['sideways', 'active', 'removed', ''])
    expect([word, await post('suspension', word), await status()]).toEqual([word, 422, 'active']);
  expect([await post('suspension', 'suspended'), await status()]).toEqual([303, 'suspended']);
  expect([await post('reactivation', 'suspended'), await status()]).toEqual([422, 'suspended']);
  expect([await post('reactivation', 'active'), await status()]).toEqual([303, 'active']);
});
