import { AdminWorld, formFields, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let ours: TestBrand;
let maude: Browser;
let mona: Browser;
let lea: Browser;
let groupId: string;

beforeAll(async () => {
  world = await AdminWorld.start();
  ours = await world.brand('lamps', 'fr');
  maude = await (await ours.member('Maude', 'manager')).browser('en');
  mona = await (await ours.member('Mona', 'manager')).browser('fr');
  lea = await (await ours.member('Lea', 'agent')).browser('fr');
  const admin = await (await ours.member('Anna', 'admin')).browser('en');
  const action = actionOf((await admin.get(`${ours.admin}/groups/new`)).text);
  await admin.post(action, { name: 'Advisers', active: 'on', basis: '' });
  groupId = action.split('/').at(-1) ?? '';
});

afterAll(() => world.close());

const actionOf = (page: string) =>
  /<form class="(?:sheet|stack)" method="post" action="([^"]+)"/.exec(page)?.[1] ?? '';
const basisOf = (page: string) => /name="basis" value="([^"]*)"/.exec(page)?.[1] ?? '';

/** Opens the page of something new and posts its form, as a member would; `action` is its address from then on. */
async function posted(browser: Browser, page: string, fields: Record<string, string>) {
  const { text } = await browser.get(page).expect(200);
  const action = actionOf(text);
  const answer = await browser.post(action, { ...formFields(text, action), ...fields });
  return { answer, action };
}

async function made(browser: Browser, whose: string, fields: Record<string, string>): Promise<string> {
  const { answer, action } = await posted(browser, `${ours.admin}/responses/new?whose=${whose}`, fields);
  expect(answer.status).toBe(303);
  return action;
}

describe('canned responses', () => {
  it('that are gone lead back to their list', async () => {
    const gone = `${ours.admin}/responses/01a1fc5c-5c6c-72c5-b1c4-1a1df8c235dc`;
    const page = await maude.get(gone).expect(404);
    expect(page.text).toContain(`href="${ours.admin}/responses">Back to the list</a>`);
    const nowhere = await maude.get(`${ours.admin}/nowhere`).expect(404);
    expect(nowhere.text).toContain('Go to the home page');
  });

  it('of the brand and its groups are written by managers, and stand in the audit log', async () => {
    const page = await made(maude, 'shared', {
      shortcut: '/delivery',
      title: 'Delivery',
      scope: groupId,
      body_fr: 'Bonjour {{visitor.name}}',
    });
    const list = (await maude.get(`${ours.admin}/responses`).expect(200)).text;
    expect(list).toMatch(
      new RegExp(`href="${page}"[^>]*>Delivery</a>[^]*?/delivery[^]*?Advisers[^]*?French`),
    );
    const [line] = await world.audit(ours.id, 'settings.response_saved');
    expect(line.data.after).toMatchObject({ scope: 'group', groupId, shortcut: 'delivery' });
    expect((await lea.get(page)).status).toBe(403);
    expect((await lea.get(`${ours.admin}/responses?whose=shared`)).text).not.toContain('Delivery');
    expect((await lea.post(page, { shortcut: 'x', title: 'x', scope: 'mine', body_fr: 'x' })).status).toBe(
      403,
    );
    expect((await lea.post(`${page}/removal`, {})).status).toBe(403);
  });

  it('of one’s own are seen by nobody else', async () => {
    const page = await made(lea, 'mine', {
      shortcut: 'atelier',
      title: 'Visite',
      body_fr: 'Venez nous voir',
    });
    expect((await lea.get(`${ours.admin}/responses`)).text).toContain('Visite');
    expect((await maude.get(page)).status).toBe(404);
    expect((await maude.get(`${ours.admin}/responses?whose=mine`)).text).not.toContain('Visite');
    expect((await lea.get(page).expect(200)).text).not.toContain('name="scope"');
  });

  it('keep what was typed beside what is wrong with it, in the reader’s language', async () => {
    const page = `${ours.admin}/responses/new`;
    const fields = {
      shortcut: 'deux mots',
      title: 'Retour',
      scope: 'brand',
      body_fr: 'Bonjour {{visiteur}} !',
    };
    const { answer } = await posted(mona, page, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="shortcut-error"[^]*Saisissez un seul mot/);
    expect(answer.text).toMatch(/id="body_fr-error"[^]*Variable[^]*id="body_fr-unknown"><code>{{visiteur}}</);
    expect(answer.text).toContain('Bonjour {{visiteur}} !</textarea>');
    const nothing = await posted(mona, page, { shortcut: 'retour', title: 'Retour' });
    expect(nothing.answer.text).toMatch(/id="bodies-error"[^]*au moins une langue/);
    await made(mona, 'shared', { shortcut: 'retour', title: 'Retour', body_fr: 'Un' });
    const taken = await posted(mona, page, { shortcut: 'Retour', title: 'Autre', body_fr: 'Deux' });
    expect(taken.answer.text).toMatch(/id="shortcut-error"[^]*déjà pris/);
  });

  it('are shown as a visitor would read them, with a name and without', async () => {
    const page = await made(maude, 'shared', { shortcut: 'hello', title: 'Hello', body_en: 'Hello' });
    const { text, status } = await maude.fragment(`${page}/draft`, {
      body_en: 'Hello {{visitor.name}}, {{member.name}} here. <b>{{#if x}}</b>',
      basis: basisOf((await maude.get(page)).text),
    });
    expect(status).toBe(200);
    expect(text.trimStart().startsWith('<aside')).toBe(true);
    expect(text).toContain('Hello Camille Roux, Maude here. &lt;b&gt;{{#if x}}&lt;/b&gt;');
    expect(text).toContain('Hello dear customer, Maude here.');
  });

  it('tell the second of two managers what the first one stored', async () => {
    const page = await made(maude, 'shared', { shortcut: 'thanks', title: 'Thanks', body_fr: 'Merci' });
    const basis = basisOf((await mona.get(page)).text);
    await maude.submit(page, { body_fr: 'Merci de Maude' });
    const late = await mona.submit(page, { body_fr: 'Merci de Mona', basis });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Merci de Mona</textarea>');
    expect(late.text).toMatch(/role="alert"[^]*Maude[^]*<td>Merci de Maude<\/td><td>Merci de Mona<\/td>/);
    expect((await mona.submit(page, { body_fr: 'Merci de Mona', basis: basisOf(late.text) })).status).toBe(
      303,
    );
  });

  it('begin with what a member typed, of their own, and are removed by them', async () => {
    const typed = 'Ligne une\nligne <deux>';
    await lea.get(`${ours.admin}/responses`);
    const begun = await lea.post(`${ours.admin}/responses/new`, { text: typed, locale: 'en' });
    expect(begun.status).toBe(200);
    expect(begun.text).toMatch(/id="body_en"[^>]*>Ligne une\nligne &lt;deux&gt;<\/textarea>/);
    const page = await made(lea, 'mine', { shortcut: 'bref', title: 'Bref', body_fr: 'Bref' });
    const removed = await lea.post(`${page}/removal`, {});
    expect(removed.headers.location).toBe(`${ours.admin}/responses?whose=mine&done=removed`);
    expect((await lea.get(page)).status).toBe(404);
  });

  it('are found by a word of their text, and by pages of a hundred', async () => {
    await world.database.query(
      `INSERT INTO responses (brand_id, id, shortcut, title, folded, created_at, updated_at)
       SELECT $1, gen_random_uuid(), 's' || n, 'Title ' || n, 's' || n || E'\\ntitle ' || n, '2026-01-01', '2026-01-01'
       FROM generate_series(1, 150) n`,
      [ours.id],
    );
    const first = (await maude.get(`${ours.admin}/responses`)).text;
    const next = /<p class="pager"><a class="button" href="([^"]+)"/
      .exec(first)?.[1]
      .replaceAll('&amp;', '&');
    const titles = (page: string) => [...page.matchAll(/row-link[^>]*>([^<]+)</g)].map(([, title]) => title);
    const second = (await maude.get((next ?? '').replaceAll('&#x3D;', '=')).expect(200)).text;
    expect([titles(first).length, new Set([...titles(first), ...titles(second)]).size]).toEqual([
      100,
      titles(first).length + titles(second).length,
    ]);
    expect(titles((await maude.get(`${ours.admin}/responses?search=merci+de`)).text)).toEqual(['Thanks']);
    expect((await maude.get(`${ours.admin}/responses?search=zzz`)).text).toContain('No results');
  });
});

describe('tags', () => {
  it('are made, renamed, recoloured and archived by managers, and by nobody else', async () => {
    const page = `${ours.admin}/tags/new`;
    const { answer, action } = await posted(maude, page, { name: 'Delivery', colour: 'teal' });
    expect(answer.status).toBe(303);
    expect((await maude.submit(action, { name: 'Returns', colour: 'red', archived: 'on' })).status).toBe(303);
    const list = (await maude.get(`${ours.admin}/tags`)).text;
    expect(list).toMatch(/data-colour="red"[^>]*>Returns<\/a><\/td><td class="number">0<[^]*Archived/);
    const lines = await world.audit(ours.id, 'settings.tag_saved');
    expect(lines.at(-1)?.data).toEqual({
      before: { name: 'Delivery', colour: 'teal', archived: false },
      after: { name: 'Returns', colour: 'red', archived: true },
    });
    for (const path of ['tags', 'tags/new', action.split('/admin/')[1]])
      expect((await lea.get(`${ours.admin}/${path}`)).status).toBe(403);
    expect((await lea.post(action, { name: 'Mine', colour: 'red' })).status).toBe(403);
  });

  it('of a name that another one has are refused beside the field', async () => {
    const page = `${ours.admin}/tags/new`;
    const { answer } = await posted(mona, page, { name: 'RETURNS', colour: 'blue' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/value="RETURNS"[^]*id="name-error"[^]*archivée/);
  });

  it('tell the second of two managers what the first one stored', async () => {
    const page = `${ours.admin}/tags/new`;
    const { action } = await posted(mona, page, { name: 'Gift', colour: 'yellow' });
    const basis = basisOf((await mona.get(action)).text);
    await maude.submit(action, { name: 'Present' });
    const late = await mona.submit(action, { name: 'Cadeau', basis });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(/role="alert"[^]*Maude[^]*<td>Present<\/td><td>Cadeau<\/td>/);
  });
});

it('shows an agent their own responses, and nothing else of the settings', async () => {
  const { text } = await lea.get(`${ours.admin}/responses`).expect(200);
  const links = [...text.matchAll(/<div class="side-links">([^]*?)<\/div>/g)][0][1];
  expect([...links.matchAll(/<a[^>]*href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
    `${ours.admin}/responses`,
    `/b/${ours.slug}/desk`,
  ]);
});
