import { SearchSweep } from '../../src/search/index.js';
import { DeskWorld, type DeskBrand, type MemberBrowser } from '../desk/world.js';

let world: DeskWorld;
let brand: DeskBrand;
let boss: MemberBrowser;
let page: string;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
  page = `${brand.desk}/search`;
  await brand.member('Karim');
  boss = await world.signIn((await brand.member('Boss', { role: 'manager' })).email, 'fr');
  for (let number = 1; number <= 21; number += 1)
    await brand.start(await brand.visitor(`Visitor ${number}`), `Une lampe d'été, <b>numéro</b> ${number}`);
  await world.running.app.get(SearchSweep).sweep();
});

afterAll(async () => world?.close());

it('shows what was found with the words apart, and keeps what was asked in its fields', async () => {
  const { text } = await boss.get(`${page}?q=ETE+numero+7&state=waiting`).expect(200);
  expect(text).toContain('d&#x27;<mark>été</mark>, &lt;b&gt;<mark>numéro</mark>&lt;/b&gt; <mark>7</mark>');
  expect(text).toMatch(/name="q" value="ETE numero 7"/);
  expect(text).toContain('<option value="waiting" selected>En attente</option>');
  expect(found(text)).toHaveLength(1);
});

it('marks the name that led to a conversation, and says in it what was looked for', async () => {
  const { text } = await boss.get(`${page}?q=visitor`).expect(200);
  expect(text).toMatch(/found-name[^>]*><mark>Visitor<\/mark> 21</);
  const [url] = addresses(text);
  expect(url).toContain('?q=visitor');
  const opened = (await boss.get(url).expect(200)).text;
  expect(opened).toContain('Dans le nom ou l’adresse du visiteur');
  expect(opened).toContain('data-finds-names="[&quot;Visitor&quot;]"');

  const narrowed = (await boss.get(`${page}?visitor=visitor+20`).expect(200)).text;
  expect(narrowed).toMatch(/found-name[^>]*><mark>Visitor<\/mark> <mark>20<\/mark></);
  expect((await boss.get(addresses(narrowed)[0]).expect(200)).text).toContain('data-finds-names');
});

it('marks the address that led to a conversation of somebody without a name', async () => {
  const visitor = await brand.visitor();
  await world.database.query(`UPDATE visitors SET email = 'nell@example.test' WHERE id = $1`, [visitor.id]);
  await brand.start(visitor, 'Bonsoir');
  await world.running.app.get(SearchSweep).sweep();
  const { text } = await boss.get(`${page}?q=nell`).expect(200);
  expect(text).toMatch(/found-name[^>]*><mark>nell<\/mark>@example\.test</);
  expect(text).not.toContain('found-email');
});

it('leads on page by page with everything that was asked', async () => {
  const first = (await boss.get(`${page}?q=lampe`).expect(200)).text;
  expect(found(first)).toHaveLength(20);
  const more = /id="search-more"><a class="button" href="([^"]+)"/
    .exec(first)?.[1]
    .replaceAll('&amp;', '&')
    .replaceAll('&#x3D;', '=');
  expect(more).toContain('q=lampe');
  const second = (await boss.get(more ?? '').expect(200)).text;
  expect(found(second)).toHaveLength(1);
  expect(found(first)).not.toContain(found(second)[0]);
  expect(second).toContain('id="search-more"></p>');
});

it('says that nothing was found, and in an empty brand that there is nothing yet', async () => {
  expect((await boss.get(`${page}?q=introuvable`)).text).toContain('Aucun résultat');
  const empty = await world.brand('empty');
  const manager = await world.signIn((await empty.member('Eve', { role: 'manager' })).email, 'en');
  expect((await manager.get(`${empty.desk}/search`)).text).toContain('No conversations yet');
});

it('gives the middle of the desk alone to a page that has the rest', async () => {
  const { text } = await boss.get(`${page}?q=lampe`).set('HX-Request', 'true').expect(200);
  expect(text).toMatch(/^<main class="talk search"/);
});

it('suggests conversations to the palette', async () => {
  const { body } = await boss
    .get(`${page}/suggestions?q=visitor+21`)
    .set('Accept', 'application/json')
    .expect(200);
  expect(body).toEqual([
    expect.objectContaining({
      name: 'Visitor 21',
      excerpt: "Une lampe d'été, <b>numéro</b> 21",
      state: 'waiting',
    }),
  ]);
  expect((await boss.get(`${page}/suggestions?q=+`)).body).toEqual([]);
});

it('shows an agent nothing that is none of their business', async () => {
  const karim = await world.signIn('karim@lumiere.test', 'fr');
  const { text } = await karim.get(`${page}?q=lampe`).expect(200);
  expect(found(text)).toEqual([]);
  expect((await karim.get(`${page}/suggestions?q=lampe`)).body).toEqual([]);
});

it.each([
  'q=%00',
  "q='%22%5C",
  'q=%25_%25',
  'q=a+%26+!b+%7C+(c:*',
  `q=${'%C3%A9'.repeat(2000)}`,
  `q=${'e'.repeat(4000)}`,
  `q=${'a+'.repeat(2000)}`,
  'q=%F0%9F%91%8D%EF%BF%BF',
  'q[]=a&q[]=b',
  'q[x]=a',
  'visitor=%00%25&member=nobody&tag=1&state=bot',
  'from=2026-02-31&to=0000-00-00',
  'from=9999-12-31&to=0001-01-01',
  'after=99999999999999.x',
  'after=99999999999999.00000000-0000-4000-8000-000000000000',
  'after=0.00000000-0000-4000-8000-000000000000',
])('answers %s with a page', async (query) => {
  await boss.get(`${page}?${query}`).expect(200);
  await boss.get(`${page}/suggestions?${query}`).expect(200);
});

function found(text: string): string[] {
  return [...text.matchAll(/id="found-([0-9a-f-]+)"/g)].map(([, id]) => id);
}

function addresses(text: string): string[] {
  return [...text.matchAll(/class="found" href="([^"]+)"/g)].map(([, url]) =>
    url.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );
}
