import { answerBox, closeAll, DemoWorld, Visitor } from '../world.js';

describe('a link in a message, on another device', () => {
  let world: DemoWorld;
  let link: string;
  let visitor: Visitor;

  beforeAll(async () => {
    world = await DemoWorld.start();
    const maya = await world.member('maya@fjord.test');
    await closeAll(maya);
    visitor = await world.visitor('/fjord/checkout');
    await visitor.openAndAccept();
    await visitor.write('Is this jacket waterproof?');
    const box = await answerBox(maya);
    await box.fill('It is, and the tent too.');
    await box.press('Enter');
    await visitor.thread.getByText('It is, and the tent too.').waitFor();
    link = await world.linkToNewest();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const arrive = async (address: string, locale = 'en-GB') => {
    const person = await world.chromium.person({ locale });
    await person.page.goto(address);
    return new Visitor(person, person.page);
  };

  it('shows what the mail said, to read, and leaves nothing in the address', async () => {
    const phone = await arrive(link);
    await phone.thread.getByText('It is, and the tent too.').waitFor();
    expect(phone.page.url()).toBe(world.shopUrl('/fjord/checkout'));
    await phone.messenger.getByText('in the browser you wrote from').waitFor();
    expect(await phone.box.isVisible()).toBe(false);
    expect(await phone.messenger.getByRole('button', { name: 'Settings' }).isVisible()).toBe(false);
    await phone.page.goto(world.shopUrl('/fjord/products/tent'));
    await phone.thread.getByText('It is, and the tent too.').waitFor();
  });

  it('leads from there to a conversation of one’s own', async () => {
    const phone = await arrive(link);
    await phone.messenger.getByRole('button', { name: 'Start a new conversation' }).click();
    await phone.messenger.getByRole('button', { name: 'Accept', exact: true }).click();
    await phone.write('Good morning from somebody else');
    await phone.thread.getByText('Good morning from somebody else').waitFor();
    expect(await phone.thread.getByText('It is, and the tent too.').count()).toBe(0);
    await phone.page.reload();
    await phone.thread.getByText('Good morning from somebody else').waitFor();
  });

  it('shows it to somebody else’s browser for as long as their tab is open, and takes nothing from them', async () => {
    const other = await world.visitor('/fjord/products/tent');
    await other.openAndAccept();
    await other.write('A question of my own');
    await other.thread.getByText('A question of my own').waitFor();
    const tab = await other.tab(link);
    await tab.thread.getByText('It is, and the tent too.').waitFor();
    await tab.page.goto(world.shopUrl('/fjord/'));
    await tab.thread.getByText('It is, and the tent too.').waitFor();
    await other.page.reload();
    await other.thread.getByText('A question of my own').waitFor();
    expect(await other.thread.getByText('It is, and the tent too.').count()).toBe(0);
  });

  it('opens everything in the visitor’s own browser', async () => {
    const own = await visitor.tab(link);
    await own.write('Thank you!');
    await own.thread.getByText('Thank you!').waitFor();
  });

  it('says what is wrong with one that was changed, and opens nothing', async () => {
    const forged = await arrive(`${link}x`, 'fr-FR');
    await forged.page.getByRole('heading', { name: 'Ce lien ne fonctionne plus' }).waitFor();
    const onSite = await arrive(world.shopUrl('/fjord/checkout#causerie=forged'));
    await onSite.page.getByRole('alert').getByText('This link is invalid').waitFor();
    expect(onSite.page.url()).toBe(world.shopUrl('/fjord/checkout'));
    expect(await onSite.page.locator('iframe').count()).toBe(0);
  });

  it('opens the messenger on a page of ours where the site has none for it', async () => {
    await world.database.query('UPDATE conversations SET page_url = NULL');
    await world.database.query('UPDATE sites SET home_url = NULL');
    const { page } = await arrive(link);
    const thread = page.getByRole('log');
    await thread.getByText('It is, and the tent too.').waitFor();
    expect(page.url()).not.toContain('#');
    await page.reload();
    await thread.getByText('It is, and the tent too.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Your message' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Start a new conversation' }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    expect(await thread.getByText('It is, and the tent too.').count()).toBe(0);
  });
});
