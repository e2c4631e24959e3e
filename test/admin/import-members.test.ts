import { SaveGroup } from '../../src/distribution/index.js';
import { newId, systemActor } from '../../src/kernel/index.js';
import { AdminWorld, formFields, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let brand: TestBrand;
let admin: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
});
beforeEach(async () => {
  brand = await world.brand(`lumiere-${newId().slice(-8)}`, 'fr');
  admin = await (await brand.member('Claire', 'admin')).browser();
  await admin.get(page()).expect(200);
});
afterAll(() => world.close());

const page = () => `${brand.admin}/invitations/import`;

it('shows what each row does, and sends nothing before that is confirmed', async () => {
  await brand.member('Lea', 'agent');
  const groupId = await world.running.app
    .get(SaveGroup)
    .run(systemActor(brand.id), { name: 'Après-vente', active: true, memberIds: [] });
  const file = [
    'Courriel;Nom;Rôle;Type;Groupes',
    'ada@x.test;Ada Martin;Responsable;Expert;apres-vente',
    'bea@x.test;=HYPERLINK("http://evil.example");;;',
    `lea@${brand.slug}.test;Lea;;;`,
    'ADA@x.test;Ada;;;',
    'cem@x.test;Cem;owner;;',
    'dan@x.test;Dan;;robot;Nowhere',
    'nobody;;;;',
  ].join('\r\n');
  const preview = await admin.upload(page(), Buffer.from(file), { locale: 'fr' });
  expect(preview.status).toBe(200);
  expect(preview.text).toContain('2 people will be invited. 5 rows are left out.');
  expect(preview.text).toContain('&#x3D;HYPERLINK(&quot;http://evil.example&quot;)');
  for (const words of [
    'Already a member.',
    'This address is listed twice.',
    'Unknown role.',
    'Unknown type.',
    'There is no group of this name.',
    'Enter a valid e-mail address',
  ])
    expect(preview.text).toContain(words);
  expect(await invited()).toEqual([]);
  const sent = await admin.post(`${page()}/confirmation`, formFields(preview.text, `${page()}/confirmation`));
  expect([sent.status, sent.headers.location]).toEqual([303, `${brand.admin}/members?done=invited`]);
  expect(await invited()).toEqual([
    {
      email: 'ada@x.test',
      name: 'Ada Martin',
      role: 'manager',
      kind: 'expert',
      group_ids: [groupId],
      locale: 'fr',
    },
    {
      email: 'bea@x.test',
      name: '=HYPERLINK("http://evil.example")',
      role: 'agent',
      kind: 'staff',
      group_ids: [],
      locale: 'fr',
    },
  ]);
});

it.each([
  ['Windows-1252', Buffer.from('email,name\nada@x.test,\x8clodie M\xfcller\n', 'latin1'), 'Œlodie Müller'],
  ['UTF-8 with its mark', Buffer.from('\ufeffemail,name\nada@x.test,Élodie\n'), 'Élodie'],
  ['UTF-16', Buffer.from('\ufeffemail\tname\nada@x.test\tÉlodie\n', 'utf16le'), 'Élodie'],
])('reads a file in %s', async (_, bytes, name) => {
  const preview = await admin.upload(page(), bytes, { locale: 'en' });
  expect(preview.text).toContain(name);
  expect(preview.text).toContain('1 person will be invited.');
});

it('reads pasted rows as well', async () => {
  const preview = await pasted('email,role\nada@x.test,admin');
  expect(preview.text).toContain('Admin');
  expect(preview.text).toContain('Send 1 invitation');
});

it.each([
  ['of 5 MB', Buffer.alloc(5 * 1024 * 1024, 'email,name\n'), 'This file is larger than 1 MB.'],
  ['that is none', Buffer.from('%PDF-1.7\u0000\u0001'), 'could not be read as CSV'],
  ['without addresses', Buffer.from('name\nAda'), 'The first row must name the columns'],
  ['of 501 rows', Buffer.from(`email\n${'a@x.test\n'.repeat(501)}`), 'At most 500 rows at a time.'],
  ['whose quote never ends', Buffer.from('email\n"ada@x.test'), 'could not be read as CSV'],
  ['that is empty', Buffer.alloc(0), 'The first row must name the columns'],
])('refuses a file %s, next to its field', async (_, bytes, words) => {
  const refused = await admin.upload(page(), bytes);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(words);
  expect(refused.text).toMatch(/id="file"[^>]*aria-invalid="true"/);
});

it('asks for one of both', async () => {
  const nothing = await pasted('  ');
  expect([nothing.status, nothing.text.includes('Choose a file or paste some rows.')]).toEqual([422, true]);
});

it('keeps what was pasted where it is refused', async () => {
  const refused = await pasted('name\nAda');
  expect(refused.text).toContain('name\nAda</textarea>');
});

it('shows the rows again where something has changed since, and sends nothing', async () => {
  const preview = await pasted('email\nada@x.test\nbea@x.test');
  const fields = formFields(preview.text, `${page()}/confirmation`);
  await admin.submit(
    `${brand.admin}/invitations/new`,
    { emails: 'ada@x.test' },
    `${brand.admin}/invitations`,
  );
  const again = await admin.post(`${page()}/confirmation`, fields);
  expect(again.status).toBe(409);
  expect(again.text).toContain('Something has changed meanwhile.');
  expect((await invited()).map(({ email }) => email)).toEqual(['ada@x.test']);
});

it.each([
  '',
  'no rows',
  Buffer.from('[[1,2,3]]').toString('base64url'),
  Buffer.from('{}').toString('base64url'),
])('believes nothing that was made up: %p', async (rows) => {
  const answer = await admin.post(`${page()}/confirmation`, { rows, locale: 'en', invited: '1' });
  expect(answer.status).toBe(422);
  expect(await invited()).toEqual([]);
});

it('takes no role that the form has not, whatever a browser brings back', async () => {
  const rows = Buffer.from('[[2,"ada@x.test","Ada","operator","staff",[]]]').toString('base64url');
  const answer = await admin.post(`${page()}/confirmation`, { rows, locale: 'en', invited: '1' });
  expect(answer.status).toBe(409);
  expect(await invited()).toEqual([]);
});

it('takes 500 rows at once', async () => {
  const rows = Array.from({ length: 500 }, (_, at) => `person${at}@x.test,Person ${at}`).join('\n');
  const preview = await admin.upload(page(), Buffer.from(`email,name\n${rows}`), { locale: 'en' });
  expect(preview.text).toContain('500 people will be invited.');
  const sent = await admin.post(`${page()}/confirmation`, formFields(preview.text, `${page()}/confirmation`));
  expect(sent.status).toBe(303);
  expect(await invited()).toHaveLength(500);
}, 60_000);

it('is for the token of its own page: a file from elsewhere is refused', async () => {
  const answer = await (
    await (await brand.member('Denis', 'admin')).browser()
  ).upload(page(), Buffer.from('email'));
  expect(answer.status).toBe(403);
});

function pasted(text: string) {
  return admin.upload(page(), null, { text, locale: 'en' });
}

async function invited() {
  return world.database.query<{ email: string }>(
    `SELECT email, name, role, kind, group_ids, locale FROM invitations WHERE brand_id = $1 ORDER BY email`,
    [brand.id],
  );
}
