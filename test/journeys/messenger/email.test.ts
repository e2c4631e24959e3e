import { answerBox, closeAll, DemoWorld, type Visitor } from '../world.js';

describe('an address for the answers', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const field = (visitor: Visitor) => visitor.messenger.getByRole('textbox', { name: 'Your e-mail address' });
  const save = (visitor: Visitor) => visitor.messenger.getByRole('button', { name: 'Save' });

  async function writer(): Promise<Visitor> {
    const visitor = await world.visitor('/fjord/products/tent');
    await visitor.openAndAccept();
    await visitor.write('Does the tent come in green?');
    await field(visitor).waitFor();
    return visitor;
  }

  it('shows the member at once that answers go there', async () => {
    const maya = await world.member('maya@fjord.test');
    await closeAll(maya);
    const visitor = await world.visitor('/fjord/checkout');
    await visitor.openAndAccept();
    await visitor.write('Is this jacket waterproof?');
    await answerBox(maya);
    await field(visitor).fill('ada@example.test');
    await save(visitor).click();
    await maya.page.getByRole('complementary').getByText('ada@example.test').waitFor();
  });

  it('is asked for after the first message, corrected, changed and taken away again', async () => {
    const visitor = await writer();
    await visitor.box.fill('Half a sentence');
    await save(visitor).click();
    const error = visitor.messenger.getByRole('alert').getByText('Enter a valid e-mail address');
    await error.waitFor();
    await field(visitor).fill('ada at example');
    await save(visitor).click();
    await error.waitFor();
    expect(await field(visitor).inputValue()).toBe('ada at example');
    await field(visitor).fill('ada@example.test');
    await field(visitor).press('Enter');
    await visitor.messenger.getByText('we’ll e-mail you our reply').waitFor();
    expect(await field(visitor).count()).toBe(0);
    expect(await visitor.box.inputValue()).toBe('Half a sentence');

    await visitor.messenger.getByRole('button', { name: 'Settings' }).click();
    expect(await field(visitor).inputValue()).toBe('ada@example.test');
    await visitor.messenger.getByRole('switch', { name: 'E-mail me the answers' }).uncheck();
    await field(visitor).fill('grace@example.test');
    await save(visitor).click();
    await visitor.messenger.getByText('Saved').waitFor();
    await visitor.page.reload();
    await visitor.messenger.getByRole('button', { name: 'Settings' }).click();
    await visitor.messenger.locator('[data-content][data-state="ready"]').waitFor();
    expect(await field(visitor).inputValue()).toBe('grace@example.test');
    const mails = visitor.messenger.getByRole('switch', { name: 'E-mail me the answers' });
    expect(await mails.isChecked()).toBe(false);
    await visitor.messenger.getByRole('button', { name: 'Delete my e-mail address' }).click();
    await visitor.messenger.getByText('Address deleted').waitFor();
    expect(await field(visitor).inputValue()).toBe('');
  });

  it('is not asked for again once the visitor does not want to leave one', async () => {
    const visitor = await writer();
    await visitor.messenger.getByRole('button', { name: 'No thanks' }).click();
    expect(await field(visitor).count()).toBe(0);
    await visitor.page.reload();
    await visitor.thread.getByText('Does the tent come in green?').waitFor();
    expect(await field(visitor).count()).toBe(0);
  });
});
