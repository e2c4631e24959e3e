import { RecordPage } from '../../src/visitors/index.js';
import { DeskWorld, type DeskBrand, type MemberBrowser } from './world.js';

const HARMFUL = [
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'data:text/html,alert(1)',
  'https://a@evil.example/',
];

describe('an address that a visitor’s page names', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let browser: MemberBrowser;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    const lea = await brand.member('Lea', { capacity: 20 });
    browser = await world.signIn(lea.email);
    await browser.connect(brand.slug);
  });
  afterAll(() => world.close());

  it('is shown, and leads somewhere only where it is one of a page', async () => {
    const visitor = await brand.visitor();
    const pages = world.running.app.get(RecordPage);
    const all = ['https://shop.example/lamps', ...HARMFUL];
    for (const url of [...all, ...all.slice(-1)])
      await pages.run(visitor, { url, title: `A page ${all.indexOf(url)}` });
    const id = await brand.start(visitor, `Look at ${HARMFUL.join(' and ')}`);
    const { text } = await browser.get(`${brand.desk}/conversations/${id}`).expect(200);
    for (const at of all.keys()) expect(text).toContain(`A page ${at}`);
    const hrefs = [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href.trim().toLowerCase());
    expect(hrefs).toContain('https://shop.example/lamps');
    expect(hrefs.filter((href) => /^(?:javascript|data|vbscript)|@evil/.test(href))).toEqual([]);
  });
});
