import type { INestApplicationContext } from '@nestjs/common';
import { BrandAccess, CreateBrand } from '../brands/index.js';
import { SaveGroup, SaveRule } from '../distribution/index.js';
import { Clock, Refusal, systemActor, type Actor } from '../kernel/index.js';
import { AccountAccess, AddMember, CreateAccount, OperatorAccess, OperatorLinks } from '../members/index.js';
import { UnitOfWork } from '../platform/index.js';
import {
  CreateSite,
  PublishDocument,
  SaveSite,
  SaveText,
  SiteAccess,
  RenewSiteSecret,
  SiteSecret,
  type Site,
} from '../sites/index.js';
import { SaveTargetingRule } from '../targeting/index.js';
import { Chance } from './chance.js';
import { fjord } from './content/fjord.js';
import { maisonLumiere } from './content/maison-lumiere.js';
import type { DemoBrand } from './demo-brand.js';
import { DEMO_OPERATOR, DEMO_PASSWORD } from './password.js';
import { tellPast } from './past.js';
import { shopCustomers } from './shop/shops.js';
import { Story } from './story.js';
import type { PastMember, Row } from './thread.js';
import { tellToday } from './today.js';
import { wordsOf } from './words.js';

const BRANDS: readonly DemoBrand[] = [maisonLumiere, fjord];

/** What a demo shop needs to embed its brand's messenger. */
export interface DemoSite {
  slug: string;
  name: string;
  siteKey: string;
  /** Signs who the shop's customers are: its JWT secret. */
  secret: string;
}

export interface DemoBrandAccounts {
  name: string;
  domain: string;
  people: string[];
}

/** Who can sign in to the demo. */
export function demoAccounts(): DemoBrandAccounts[] {
  return BRANDS.map(({ name, domain, people }) => ({
    name,
    domain,
    people: people.map(({ login }) => login),
  }));
}

export interface DemoOptions {
  shopPort: number;
  /** Without conversations that go on: desks begin empty. */
  isQuiet?: boolean;
}

/** Makes the two demo brands where they are not there yet; what people changed since then stays. */
export async function seedDemo(app: INestApplicationContext, options: DemoOptions): Promise<DemoSite[]> {
  const seed = new DemoSeed(app, options);
  const sites: DemoSite[] = [];
  for (const brand of BRANDS) sites.push(await seed.brand(brand));
  await seed.operator();
  return sites;
}

type Person = DemoBrand['people'][number] & { accountId: string };

class DemoSeed {
  private readonly unitOfWork: UnitOfWork;
  private readonly now: Date;
  private readonly shopPort: number;
  private readonly isQuiet: boolean;

  constructor(
    private readonly app: INestApplicationContext,
    { shopPort, isQuiet = false }: DemoOptions,
  ) {
    this.shopPort = shopPort;
    this.isQuiet = isQuiet;
    this.unitOfWork = this.of(UnitOfWork);
    const clock = this.of(Clock);
    this.now = clock.now();
  }

  async brand(brand: DemoBrand): Promise<DemoSite> {
    const actor = systemActor(await this.brandId(brand));
    const people = await Promise.all(
      brand.people.map(async (person) => ({
        ...person,
        accountId: await this.account(`${person.login}@${brand.domain}`, person.fullName, brand.locale),
      })),
    );
    // One transaction: an interrupted first start leaves no half of a brand behind.
    const site = await this.unitOfWork.run(actor.brandId, async () => {
      const [known] = await this.of(SiteAccess).sites(actor);
      return known ? this.reachable(actor, known) : this.fill(actor, brand, people);
    });
    return {
      slug: brand.slug,
      name: brand.name,
      siteKey: site.key,
      secret: await this.secretOf(actor, site.id),
    };
  }

  async operator(): Promise<void> {
    const accountId = await this.account(DEMO_OPERATOR, 'Camille Renaud', null);
    if (await this.of(OperatorAccess).isOperator(accountId)) return;
    const token = await this.of(OperatorLinks).issue(DEMO_OPERATOR);
    await this.of(OperatorLinks).use(token, accountId);
  }

  /** A site of before gets its own now. */
  private async secretOf(actor: Actor, siteId: string): Promise<string> {
    const known = await this.of(SiteSecret).jwt(actor, siteId);
    if (known !== null) return known;
    await this.of(RenewSiteSecret).run(actor, { siteId, kind: 'jwt' });
    return this.secretOf(actor, siteId);
  }

  private async fill(actor: Actor, brand: DemoBrand, people: Person[]): Promise<Site> {
    const members = await this.members(actor, people);
    const siteId = await this.of(CreateSite).run(actor, {
      name: brand.name,
      homeUrl: `${this.shopUrl(brand.slug)}/`,
      origins: this.origins(),
      defaultLocale: brand.locale,
      colour: brand.colour,
    });
    for (const text of brand.texts) await this.of(SaveText).run(actor, { ...text, siteId: null });
    const documents = await this.documents(actor, brand, [...members.values()]);
    const { ruleId, groups } = await this.rules(actor, brand, siteId, members);
    const words = wordsOf(
      brand,
      {
        brandId: actor.brandId,
        groups: new Map(groups.map(({ name, id }) => [name, id])),
        members: new Map([...members].map(([login, { id }]) => [login, id])),
      },
      this.now,
    );
    const setting = {
      brandId: actor.brandId,
      siteId,
      shopUrl: this.shopUrl(brand.slug),
      ...{ ruleId, groups, members, documents },
      tags: new Map(words.tags.map(({ name, id }) => [String(name), String(id)])),
      customers: shopCustomers(brand.slug),
    };
    const story = new Story(brand, setting, new Chance(brand.slug.length * 7919));
    tellPast(story, this.now);
    if (!this.isQuiet) tellToday(story, this.now);
    for (const [table, rows] of Object.entries({ ...words, ...story.rows })) await this.insert(table, rows);
    return this.of(SiteAccess).site(actor, siteId);
  }

  private async members(actor: Actor, people: Person[]): Promise<Map<string, PastMember>> {
    const members = new Map<string, PastMember>();
    for (const { accountId, login, name, role, kind, face, capacity } of people) {
      const picture = face ? `/assets/demo/demo/faces/${face}.svg` : undefined;
      const { memberId } = await this.of(AddMember).run(actor, {
        ...{ accountId, name, role, kind, picture },
        ...(capacity ? { capacity } : {}),
      });
      members.set(login, { id: memberId, name, picture: picture ?? null });
    }
    return members;
  }

  private async documents(actor: Actor, brand: DemoBrand, members: PastMember[]): Promise<string[]> {
    const forVisitors: string[] = [];
    for (const document of brand.documents) {
      const id = await this.of(PublishDocument).run(actor, { ...document, mustAccept: true });
      if (document.audience === 'visitors') forVisitors.push(id);
      else
        await this.insert(
          'member_consents',
          members.map((member) => ({
            brand_id: actor.brandId,
            member_id: member.id,
            document_id: id,
            locale: brand.locale,
            at: this.now,
          })),
        );
    }
    return forVisitors;
  }

  private async rules(actor: Actor, brand: DemoBrand, siteId: string, members: Map<string, PastMember>) {
    const groups = [];
    for (const { name, threshold, members: logins } of brand.groups) {
      const people = logins.flatMap((login) => members.get(login) ?? []);
      const memberIds = people.map(({ id }) => id);
      const id = await this.of(SaveGroup).run(actor, { name, active: true, memberIds });
      groups.push({ id, name, threshold, members: people });
    }
    const rule = { enabled: true, sharing: 'cascade', lastResort: 'nothing' } as const;
    const advice = await this.of(SaveRule).run(actor, {
      ...rule,
      name: brand.rules.advice,
      queues: groups.map(({ id, threshold }) => ({ groupId: id, threshold, share: 0 })),
    });
    const checkout = await this.of(SaveRule).run(actor, {
      ...rule,
      name: brand.rules.checkout,
      queues: groups.slice(0, 1).map(({ id }) => ({ groupId: id, threshold: 0, share: 0 })),
    });
    const { checkout: atCheckout, everywhere } = brand.targeting;
    await this.of(SaveTargetingRule).run(actor, {
      ...{ siteId, name: atCheckout, enabled: true, ruleId: checkout },
      conditions: [{ kind: 'url', match: 'contains', value: '/checkout' }],
    });
    await this.of(SaveTargetingRule).run(actor, {
      ...{ siteId, name: everywhere, enabled: true, ruleId: advice },
      conditions: [],
    });
    return { ruleId: advice, groups };
  }

  /** The shop may stand on another port than last time. */
  private async reachable(actor: Actor, site: Site): Promise<Site> {
    const origins = [...new Set([...site.origins, ...this.origins()])];
    if (origins.length > site.origins.length)
      await this.of(SaveSite).run(actor, { ...site, siteId: site.id, origins });
    return site;
  }

  private origins(): string[] {
    return ['localhost', '127.0.0.1', 'shop.localhost'].map((host) => `http://${host}:${this.shopPort}`);
  }

  private shopUrl(slug: string): string {
    return `http://localhost:${this.shopPort}/${slug}`;
  }

  private async brandId({ slug, name, locale, timeZone }: DemoBrand): Promise<string> {
    const known = await this.of(BrandAccess).bySlug(slug).catch(absent);
    return (known ?? (await this.of(CreateBrand).run({ slug, name, defaultLocale: locale, timeZone }))).id;
  }

  private async account(email: string, name: string, locale: string | null): Promise<string> {
    const known = await this.of(AccountAccess).withPassword(email);
    if (known) return known.id;
    return (await this.of(CreateAccount).run({ email, name, locale, password: DEMO_PASSWORD })).accountId;
  }

  /** What no verb can make, since verbs act now: rows as they are, with null where a row lacks a column. */
  private async insert(table: string, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
    await this.unitOfWork.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  }

  private of<T>(type: new (...dependencies: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }
}

function absent(error: unknown): null {
  if (error instanceof Refusal && error.kind === 'not_found') return null;
  throw error;
}
