import request from 'supertest';
import type { Response } from 'supertest';
import { BrandAccess, CreateBrand } from '../../src/brands/index.js';
import { systemActor, type MemberRole } from '../../src/kernel/index.js';
import type { RunningApp } from '../../src/main.js';
import { AddMember, CreateAccount } from '../../src/members/index.js';
import { CreateSite } from '../../src/sites/index.js';
import { startApplication } from '../support/application.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

export const PASSWORD = 'a password of the tests';

export interface TestBrand {
  id: string;
  slug: string;
  /** `/b/<slug>/admin` */
  admin: string;
  siteId: string;
  member(name: string, role: MemberRole): Promise<TestMember>;
}

export interface TestMember {
  id: string;
  email: string;
  /** Signs in with a browser of their own that speaks this language. */
  browser(language?: string): Promise<Browser>;
}

/** The application with two brands, and people who use its pages as a browser without JavaScript does. */
export class AdminWorld {
  private constructor(
    readonly running: RunningApp,
    readonly database: TestDatabase,
  ) {}

  static async start(): Promise<AdminWorld> {
    const database = await freshDatabase();
    const running = await startApplication(database);
    return new AdminWorld(running, database);
  }

  async brand(slug: string, locale: string): Promise<TestBrand> {
    const { app } = this.running;
    const brand = await app
      .get(CreateBrand)
      .run({ slug, name: `The brand ${slug}`, defaultLocale: locale, timeZone: 'Europe/Paris' });
    await app.get(BrandAccess).brand(brand.id);
    const siteId = await app.get(CreateSite).run(systemActor(brand.id), {
      name: `Shop of ${slug}`,
      origins: [`https://${slug}.example`],
      defaultLocale: locale,
      colour: '#1c5d6b',
    });
    return {
      id: brand.id,
      slug,
      admin: `/b/${slug}/admin`,
      siteId,
      member: (name, role) => this.member(brand.id, slug, name, role),
    };
  }

  /** The lines of a brand's audit log with this name, oldest first. */
  async audit(brandId: string, name: string): Promise<AuditLine[]> {
    return this.database.query<AuditLine>(
      'SELECT actor_id, subject_id, data FROM events WHERE brand_id = $1 AND name = $2 ORDER BY no',
      [brandId, name],
    );
  }

  /** A browser in which nobody is signed in. */
  stranger(language = 'en'): Browser {
    return new Browser(
      request.agent(this.running.url).set('Accept-Language', language).set('Accept', 'text/html'),
    );
  }

  close(): Promise<void> {
    return this.running.close();
  }

  private async member(brandId: string, slug: string, name: string, role: MemberRole): Promise<TestMember> {
    const { app } = this.running;
    const email = `${name.toLowerCase()}@${slug}.test`;
    const { accountId } = await app.get(CreateAccount).run({ email, name, locale: null, password: PASSWORD });
    const { memberId } = await app
      .get(AddMember)
      .run(systemActor(brandId), { accountId, name, role, kind: 'staff' });
    return { id: memberId, email, browser: (language = 'en') => this.signIn(email, language) };
  }

  private async signIn(email: string, language: string): Promise<Browser> {
    const browser = this.stranger(language);
    await browser.get('/sign-in').expect(200);
    await browser.post('/sign-in', { email, password: PASSWORD }).then((answer) => {
      if (answer.status !== 303) throw new Error(`Signing in was answered with ${answer.status}.`);
    });
    return browser;
  }
}

export interface AuditLine {
  actor_id: string | null;
  subject_id: string | null;
  data: { before: Record<string, unknown> | null; after: Record<string, unknown> | null };
}

type Fields = Record<string, string | string[]>;

/** Opens pages and posts their forms, with the token of the page it is on. */
export class Browser {
  private csrf = '';

  constructor(private readonly agent: ReturnType<typeof request.agent>) {}

  get(path: string) {
    return this.agent
      .get(path)
      .redirects(0)
      .expect((answer: Response) => this.look(answer));
  }

  /** Opens the page, changes some of its fields, and posts the form that goes there. */
  async submit(page: string, fields: Fields, to = page): Promise<Response> {
    const opened = await this.get(page).expect(200);
    return this.post(to, { ...formFields(opened.text, to), ...fields });
  }

  post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Response> {
    return this.agent
      .post(path)
      .set(headers)
      .redirects(0)
      .type('form')
      .send(encode({ _csrf: this.csrf, ...fields }))
      .expect((answer: Response) => this.look(answer))
      .then((answer: Response) => answer);
  }

  /** Posts a form with a file: its token stands in the address. */
  async upload(path: string, bytes: Buffer | null, fields: Record<string, string> = {}): Promise<Response> {
    const sent = this.agent.post(`${path}?_csrf=${encodeURIComponent(this.csrf)}`).redirects(0);
    for (const [name, value] of Object.entries(fields)) void sent.field(name, value);
    if (bytes) void sent.attach('file', bytes, 'members.csv');
    const answer: Response = await sent;
    this.look(answer);
    return answer;
  }

  /** What htmx gets: it asks for the part of the page that it puts in place. */
  fragment(path: string, fields: Fields, page = ''): Promise<Response> {
    return this.agent
      .post(path)
      .set({ 'HX-Request': 'true', 'HX-Current-URL': page })
      .type('form')
      .send(encode({ _csrf: this.csrf, ...fields }))
      .then((answer: Response) => answer);
  }

  /** A JSON body as it is, with the token in the header. */
  raw(path: string, body: string): Promise<Response> {
    return this.agent
      .post(path)
      .redirects(0)
      .set('X-CSRF-Token', this.csrf)
      .type('json')
      .send(body)
      .then((answer: Response) => answer);
  }

  private look({ text }: Response): void {
    const found = /name="_csrf" value="([^"]+)"|\?_csrf=([^"]+)"/.exec(text ?? '');
    this.csrf = found?.[1] ?? found?.[2] ?? this.csrf;
  }
}

/** What a browser would post of the form with this address, as the page shows it. */
export function formFields(page: string, action: string): Fields {
  const form = [...page.matchAll(/<form\b[^>]*>[^]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => decode(/^<form\b[^>]*>/.exec(text)?.[0] ?? '').includes(`action="${action}"`));
  if (!form) throw new Error(`The page has no form that goes to ${action}.`);
  const fields: Record<string, string[]> = {};
  const add = (name: string | undefined, value: string) => name && (fields[name] ??= []).push(decode(value));
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const isOff = /type="(checkbox|radio)"/.test(tag) && !/\schecked/.test(tag);
    if (!isOff) add(attribute(tag, 'name'), attribute(tag, 'value') ?? 'on');
  }
  for (const [, tag, text] of form.matchAll(/<textarea\b([^>]*)>([^]*?)<\/textarea>/g))
    add(attribute(tag, 'name'), text);
  for (const [, tag, options] of form.matchAll(/<select\b([^>]*)>([^]*?)<\/select>/g)) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0];
    if (chosen) add(attribute(tag, 'name'), attribute(chosen, 'value') ?? '');
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&#x60;', '`')
    .replaceAll('&amp;', '&');
}

function encode(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => [name, each]),
  );
  return new URLSearchParams(pairs).toString();
}
