import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, systemActor } from '../../src/kernel/index.js';
import { I18n } from '../../src/platform/index.js';
import { CreateSite, Texts } from '../../src/sites/index.js';
import { AdminWorld, type Browser, type TestBrand } from './world.js';

const ROOT = join(import.meta.dirname, '..', '..');

let world: AdminWorld;
let ours: TestBrand;
let theirs: TestBrand;
let anna: Browser;
let bea: Browser;
let annaId: string;

beforeAll(async () => {
  world = await AdminWorld.start();
  ours = await world.brand('lamps', 'fr');
  theirs = await world.brand('tents', 'en');
  const member = await ours.member('Anna', 'admin');
  annaId = member.id;
  anna = await member.browser('en');
  bea = await (await ours.member('Bea', 'admin')).browser('fr');
});

afterAll(() => world.close());

describe('a site', () => {
  const page = () => `${ours.admin}/sites/${ours.siteId}`;

  it('shows the tag to paste, with the address of the application and the key of the site', async () => {
    const { text } = await anna.get(page()).expect(200);
    expect(text).toMatch(/&lt;script async src(&#x3D;|=)&quot;http:\/\/localhost:\d+\/w\/[\w-]{43}\.js/);
  });

  it('is saved, leads back to its page, and stands in the audit log with what was before and after', async () => {
    const answer = await anna.submit(page(), { name: 'Lamps, the shop', colour: '#F2C744' });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`${page()}?done=saved`);
    const [, line] = await world.audit(ours.id, 'settings.site_saved');
    expect(line).toMatchObject({
      actor_id: annaId,
      subject_id: ours.siteId,
      data: {
        before: { name: 'Shop of lamps', colour: '#1c5d6b' },
        after: { name: 'Lamps, the shop', colour: '#f2c744' },
      },
    });
  });

  it.each([
    ['no origin at all', 'not an origin', 'https://'],
    ['another scheme', 'ftp://shop.example', 'https://'],
    ['every host', 'https://*.example', 'https://'],
    ['a word of a policy', "http://a.test'unsafe-inline'", 'https://'],
  ])('refuses %s beside the field and keeps what was typed', async (_, origins, told) => {
    const answer = await anna.submit(page(), { origins, name: 'Typed before the error' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Typed before the error"');
    expect(answer.text).toContain(`>${origins.replaceAll("'", '&#x27;')}</textarea>`);
    expect(answer.text).toMatch(new RegExp(`id="origins-error"[^]*${told}`));
  });

  it('says in the language of its reader what is wrong', async () => {
    const answer = await bea.submit(page(), { name: ' ' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<html lang="fr"');
    expect(answer.text).toMatch(/id="name-error"[^]*caractères/);
  });

  it('keeps a name of Arabic letters and signs of markup to the letter', async () => {
    const name = 'متجر المصابيح <b>&"quoted"';
    expect((await anna.submit(page(), { name })).status).toBe(303);
    const [site] = await world.database.query('SELECT name FROM sites WHERE id = $1', [ours.siteId]);
    expect(site).toEqual({ name });
    expect((await anna.get(page())).text).not.toContain('<b>&"quoted"');
  });

  it('shows a renewed secret once', async () => {
    const opened = await anna.get(page());
    expect(opened.text).not.toContain('id="secret"');
    expect((await anna.post(`${page()}/secret`, {})).status).toBe(303);
    expect((await anna.get(page())).text).toMatch(/id="secret"[^>]*value="[\w-]{43}"/);
    expect((await anna.get(page())).text).not.toContain('id="secret"');
    expect(await world.audit(ours.id, 'settings.site_secret_renewed')).toHaveLength(1);
  });

  it('renews a secret by nothing but the wish to', async () => {
    const { text } = await anna.get(page());
    for (const secret of ['secret', 'jwt-secret']) {
      const [form] = new RegExp(`<form method="post" action="[^"]*/${secret}">[^]*?</form>`).exec(text) ?? [
        '',
      ];
      expect([...form.matchAll(/<input[^>]* name="([^"]*)"/g)].map(([, name]) => name)).toEqual(['_csrf']);
    }
  });

  it('has two secrets, and each is renewed and shown by itself', async () => {
    const sealed = async () =>
      (
        await world.database.query(
          'SELECT secret_encrypted AS identity, jwt_secret_encrypted AS jwt FROM sites WHERE id = $1',
          [ours.siteId],
        )
      )[0];
    const before = await sealed();
    expect((await anna.post(`${page()}/jwt-secret`, {})).status).toBe(303);
    const { text } = await anna.get(page());
    expect(text).toMatch(/id="jwt-secret"[^>]*value="[\w-]{43}"/);
    expect(text).not.toContain('id="secret"');
    expect((await anna.get(page())).text).not.toContain('id="jwt-secret"');
    const after = await sealed();
    expect(after.identity).toBe(before.identity);
    expect(after.jwt).not.toBe(before.jwt);
    expect(await world.audit(ours.id, 'settings.site_jwt_secret_renewed')).toHaveLength(1);
  });

  it('offers to make the JWT secret of a site of before, which has none', async () => {
    await world.database.query('UPDATE sites SET jwt_secret_encrypted = NULL WHERE id = $1', [ours.siteId]);
    expect((await anna.get(page())).text).toContain('No secret yet.');
    await anna.post(`${page()}/jwt-secret`, {});
    expect((await anna.get(page())).text).not.toContain('No secret yet.');
  });

  it('keeps whom and what signed identities have to be for', async () => {
    expect((await anna.submit(page(), { jwtAudience: 'causerie', jwtIssuer: ' shop ' })).status).toBe(303);
    const kept = await world.database.query('SELECT jwt_audience, jwt_issuer FROM sites WHERE id = $1', [
      ours.siteId,
    ]);
    expect(kept).toEqual([{ jwt_audience: 'causerie', jwt_issuer: 'shop' }]);
    const long = await anna.submit(page(), { jwtIssuer: 'x'.repeat(201) });
    expect(long.status).toBe(422);
    expect(long.text).toMatch(/id="jwtIssuer-error"[^]*200 characters/);
    await anna.submit(page(), { jwtAudience: '', jwtIssuer: '' });
  });

  it('is made once, however often its form is sent', async () => {
    const { text } = await anna.get(`${ours.admin}/sites/new`).expect(200);
    const action = /<form class="sheet" method="post" action="([^"]+)"/.exec(text)?.[1] ?? '';
    const fields = {
      name: 'Second shop',
      origins: 'second.example',
      defaultLocale: 'de',
      colour: '#000000',
      basis: '',
    };
    const answers = await Promise.all([anna.post(action, fields), anna.post(action, fields)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const made = await world.database.query(`SELECT origins FROM sites WHERE name = 'Second shop'`);
    expect(made).toEqual([{ origins: ['https://second.example'] }]);
  });

  it('tells the second of two admins what the first one stored, and loses nothing', async () => {
    const { text } = await bea.get(page());
    const basis = /name="basis" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await anna.submit(page(), { name: 'Named by Anna' });
    const late = await bea.submit(page(), { name: 'Nommé par Bea', basis });
    expect(late.status).toBe(409);
    expect(late.text).toContain('value="Nommé par Bea"');
    expect(late.text).toContain('Named by Anna');
    expect(late.text).toMatch(/role="alert"[^]*Anna/);

    const again = /name="basis" value="([^"]+)"/.exec(late.text)?.[1] ?? '';
    expect((await bea.submit(page(), { name: 'Nommé par Bea', basis: again })).status).toBe(303);
  });
});

describe('texts', () => {
  const page = () => `${ours.admin}/texts/fr`;

  it('are reworded in one language, with the default beside each field', async () => {
    const opened = await anna.get(page());
    expect(opened.text).toContain('Bonjour');
    expect((await anna.submit(page(), { body_opening: 'Bienvenue chez nous.' })).status).toBe(303);
    const lines = await world.audit(ours.id, 'settings.text_saved');
    expect(lines.map(({ data }) => data.after)).toEqual([
      { code: 'opening', locale: 'fr', siteId: null, body: 'Bienvenue chez nous.' },
    ]);
  });

  it('go back to the default when their field is emptied', async () => {
    await anna.submit(page(), { body_opening: '' });
    const [, line] = await world.audit(ours.id, 'settings.text_saved');
    expect(line.data).toMatchObject({ before: { body: 'Bienvenue chez nous.' }, after: { body: null } });
  });

  it('refuse four thousand characters too many, store none of the others, and keep all that was typed', async () => {
    const long = 'é'.repeat(4_000);
    const answer = await anna.submit(page(), { body_opening: 'Bonsoir.', body_consent: long });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(long);
    expect(answer.text).toContain('>Bonsoir.</textarea>');
    expect(answer.text).toContain('id="body_consent-error"');
    expect(await world.database.query('SELECT FROM texts WHERE brand_id = $1', [ours.id])).toHaveLength(0);
  });

  it('can be switched off where they are optional', async () => {
    const opened = await anna.get(page());
    expect(opened.text).toMatch(/name="sent_automatic_answer"[^>]*checked/);
    const basis = /name="basis" value="([^"]+)"/.exec(opened.text)?.[1] ?? '';
    expect((await anna.post(page(), { basis })).status).toBe(303);
    expect((await anna.get(page())).text).not.toMatch(/name="sent_automatic_answer"[^>]*checked/);
  });

  it('are reworded for one site alone, which says otherwise what all sites say', async () => {
    const other = await world.running.app.get(CreateSite).run(systemActor(ours.id), {
      name: 'Outlet',
      origins: ['https://outlet.example'],
      defaultLocale: 'fr',
      colour: '#7d2440',
    });
    const everywhere = `${ours.admin}/texts/en`;
    const outlet = `${everywhere}?site=${other}`;
    expect((await anna.get(outlet)).text).toContain('Default');
    await anna.submit(page(), { body_opening: 'Bonjour de partout.' });
    expect((await anna.get(outlet)).text).toMatch(/From the default language[^]*Bonjour de partout\./);
    await anna.submit(everywhere, { body_opening: 'Hello from everywhere.' });
    expect((await anna.get(outlet)).text).toMatch(/From all sites[^]*Hello from everywhere\./);
    const saved = await anna.submit(outlet, { body_opening: 'Hello from the outlet.' });
    expect(saved.headers.location).toBe(`${outlet}&done=saved`);
    const said = (siteId: string) => world.running.app.get(Texts).text(ours.id, siteId, 'opening', 'en');
    expect([await said(other), await said(ours.siteId)]).toEqual([
      'Hello from the outlet.',
      'Hello from everywhere.',
    ]);
    await anna.submit(outlet, { body_opening: '' });
    expect(await said(other)).toBe('Hello from everywhere.');
    await anna.get(`${everywhere}?site=${theirs.siteId}`).expect(404);
    await anna.get(`${everywhere}?site=nonsense`).expect(404);
  });

  it('have no page in a language that nobody offers', async () => {
    await anna.get(`${ours.admin}/texts/xx`).expect(404);
  });
});

describe('documents', () => {
  const publish = () => `${ours.admin}/documents/visitors/terms`;

  it('get a new version, which stands in the list and can be read', async () => {
    const answer = await anna.submit(
      `${publish()}/new`,
      { title_fr: 'Conditions', body_fr: 'Les voici.', mustAccept: 'on' },
      publish(),
    );
    expect(answer.status).toBe(303);
    const list = await anna.get(`${ours.admin}/documents`);
    const [address] = new RegExp(`${ours.admin}/documents/[0-9a-f-]{36}`).exec(list.text) ?? [''];
    expect((await anna.get(address).expect(200)).text).toContain('Les voici.');
    const [line] = await world.audit(ours.id, 'settings.document_published');
    expect(line.data).toMatchObject({
      before: null,
      after: { version: 1, mustAccept: true, locales: ['fr'] },
    });
  });

  it('tell how many people accepted each version, a person with two browsers once', async () => {
    const [{ id }] = await world.database.query<{ id: string }>(
      `SELECT id FROM documents WHERE brand_id = $1 AND audience = 'visitors'`,
      [ours.id],
    );
    const visitor = async (mergedInto: string | null) => {
      const visitorId = newId();
      await world.database.query(
        `INSERT INTO visitors (brand_id, id, site_id, locale, created_at, last_seen_at, merged_into)
         VALUES ($1, $2, $3, 'fr', now(), now(), $4)`,
        [ours.id, visitorId, ours.siteId, mergedInto],
      );
      await world.database.query(
        `INSERT INTO consents (brand_id, visitor_id, document_id, locale, at) VALUES ($1, $2, $3, 'fr', now())`,
        [ours.id, visitorId, id],
      );
      return visitorId;
    };
    await visitor(await visitor(null));
    await visitor(null);
    const list = await anna.get(`${ours.admin}/documents`);
    expect(list.text).toMatch(new RegExp(`documents/${id}"[^]*?<td class="number">2</td>`));
  });

  it('are not published by two admins at once without the second one knowing', async () => {
    const opened = await bea.get(`${publish()}/new`);
    const basis = /name="basis" value="([^"]+)"/.exec(opened.text)?.[1] ?? '';
    await anna.submit(`${publish()}/new`, { body_fr: 'Les nouvelles.' }, publish());
    const late = await bea.post(publish(), { basis, title_fr: 'Conditions', body_fr: 'Les miennes.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Les miennes.');
  });

  it('refuse a text without a title, beside its field', async () => {
    const answer = await anna.submit(`${publish()}/new`, { title_fr: '', body_fr: 'Sans titre' }, publish());
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="title_fr-error"');
    expect(answer.text).toContain('Sans titre');
  });
});

describe('the pages of another brand', () => {
  it('are not found, and the attempt is in its audit log', async () => {
    await anna.get(`${theirs.admin}/sites`).expect(404);
    await anna.get(`${theirs.admin}/sites/${theirs.siteId}`).expect(404);
    expect((await world.audit(theirs.id, 'settings.foreign_access_refused')).length).toBeGreaterThan(0);
  });

  it('do not open by an id within our own', async () => {
    await anna.get(`${ours.admin}/sites/${theirs.siteId}`).expect(404);
    await anna.get(`${ours.admin}/sites/not-an-id`).expect(404);
    expect((await anna.post(`${ours.admin}/sites/${theirs.siteId}/secret`, {})).status).toBe(404);
  });
});

describe('the door', () => {
  it('leads admins to the rules and managers to what waits', async () => {
    const admin = await anna.get(ours.admin).expect(303);
    expect(admin.headers.location).toBe(`${ours.admin}/rules`);
    const manager = await (
      await (await ours.member('Nora', 'manager')).browser()
    )
      .get(ours.admin)
      .expect(303);
    expect(manager.headers.location).toBe(`${ours.admin}/waiting`);
  });
});

describe('who is no admin', () => {
  it.each(['manager', 'agent'] as const)('is refused plainly: %s', async (role) => {
    const browser = await (await ours.member(`A-${role}`, role)).browser('en');
    for (const page of ['sites', 'texts/fr', 'documents', 'audit', `sites/${ours.siteId}`]) {
      await browser.get(`${ours.admin}/${page}`).expect(403);
    }
    expect((await browser.post(`${ours.admin}/sites/${ours.siteId}`, { name: 'Mine now' })).status).toBe(403);
  });

  it('is sent to the door when nobody', async () => {
    const answer = await world.stranger().get(`${ours.admin}/sites`);
    expect([302, 303, 401]).toContain(answer.status);
  });
});

describe('a form without its token', () => {
  it('changes nothing', async () => {
    const answer = await anna.post(`${ours.admin}/sites/${ours.siteId}`, {
      _csrf: 'made up',
      name: 'Stolen',
    });
    expect(answer.status).toBe(403);
  });
});

describe('the audit log', () => {
  it('has words in both languages for every change of settings that the product records', async () => {
    const sources = await readdir(join(ROOT, 'src'), { recursive: true });
    const texts = await Promise.all(
      sources
        .filter((name) => name.endsWith('.events.ts'))
        .map((name) => readFile(join(ROOT, 'src', name), 'utf8')),
    );
    const names = texts.flatMap((text) => [...text.matchAll(/'(settings\.\w+)'/g)].map(([, name]) => name));
    const i18n = world.running.app.get(I18n);
    expect(names.length).toBeGreaterThan(10);
    const keys = names.map((name) => `admin:audit.events.${name.replace('.', '_')}`);
    expect(keys.filter((key) => ['en', 'fr'].some((locale) => !i18n.t(locale, key).includes(' ')))).toEqual(
      [],
    );
  });

  it("tells who did what in the reader's words, and can be narrowed", async () => {
    const all = await anna.get(`${ours.admin}/audit`).expect(200);
    expect(all.text).toContain('saved the site');
    const texts = await anna.get(`${ours.admin}/audit?kind=text`).expect(200);
    expect(texts.text).toContain('saved the text');
    expect(texts.text).not.toContain('saved the site');
    const french = await bea.get(`${ours.admin}/audit?kind=site&member=${annaId}`).expect(200);
    expect(french.text).toContain('a enregistré le site');
    expect(french.text).not.toContain('Nommé par Bea</ins>');
  });

  it('goes back page by page', async () => {
    for (let at = 0; at < 55; at += 1)
      await anna.submit(`${ours.admin}/texts/en`, { body_opening: `Hello ${at}` });
    const newest = await anna.get(`${ours.admin}/audit?kind=text`);
    expect(newest.text).toContain('Hello 54');
    const [, older = ''] =
      /href="([^"]*before=[\d.]+)"/.exec(newest.text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')) ??
      [];
    const before = await anna.get(older).expect(200);
    expect(before.text).not.toContain('Hello 54<');
    expect(before.text).toContain('Hello 1<');
  });
});
