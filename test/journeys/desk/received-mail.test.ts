import { EntryWriter, PostMessage } from '../../../src/conversations/index.js';
import { newId, type VisitorActor } from '../../../src/kernel/index.js';
import { FileStore, UnitOfWork } from '../../../src/platform/index.js';
import { answerBox, closeAll, DemoWorld } from '../world.js';

describe('what came in by mail', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const OPEN = `SELECT c.brand_id AS "brandId", c.site_id AS "siteId", c.visitor_id AS id, c.id AS "conversationId"
    FROM conversations c ORDER BY c.started_at DESC LIMIT 1`;

  /** A mail that was kept out, as it came and with its line in the thread. */
  async function keptOut({ brandId, conversationId }: Record<string, string>, text: string): Promise<string> {
    const { app } = world.running;
    const id = newId();
    await app
      .get(FileStore)
      .write(
        { brandId, fileId: id, variant: 'whole' },
        Buffer.from(`From: ada@example.test\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`),
      );
    await world.database.query(
      `INSERT INTO received_mails (brand_id, id, kind, conversation_id, mail_key, return_path, sender, size, state, reason,
         body, received_at, state_at)
       VALUES ($1, $2, 'reply', $3, $4, 'ada@example.test', 'ada@example.test', 1, 'ignored', 'automatic', $5, now(), now())`,
      [brandId, id, conversationId, id, text],
    );
    await app
      .get(UnitOfWork)
      .run(brandId, () =>
        app.get(EntryWriter).line(conversationId, { code: 'mail_kept_out', params: { mail: id } }),
      );
    return id;
  }

  it('shows a signature on demand to both, and what was kept out to members, who add it', async () => {
    const maya = await world.member('maya@fjord.test');
    await closeAll(maya);
    const ada = await world.visitor('/fjord/checkout');
    await ada.openAndAccept();
    await ada.write('Does the lamp exist in brass?');
    await answerBox(maya);
    const [talk] = await world.database.query<Record<string, string>>(OPEN);
    const { brandId, siteId, id, conversationId } = talk;
    const visitor: VisitorActor = { kind: 'visitor', brandId, siteId, id, locale: 'en' };
    const words = 'In brass, please.';
    await world.running.app.get(PostMessage).run(visitor, {
      conversationId,
      clientId: newId(),
      body: `${words}\n\nKind regards,\nAda Lovelace\nLovelace Ltd`,
      fold: words.length,
      via: 'email',
    });

    const signature = maya.page.getByRole('log').getByText('Lovelace Ltd');
    await maya.page.getByText('Show the rest').waitFor();
    expect(await signature.isVisible()).toBe(false);
    await maya.page.getByText('Show the rest').click();
    await signature.waitFor();
    expect(await ada.messenger.getByText('Lovelace Ltd').isVisible()).toBe(false);
    await ada.messenger.getByText('Show the rest').press('Enter');
    await ada.messenger.getByText('Lovelace Ltd').waitFor();

    const mailId = await keptOut(talk, 'Please cancel my other order.');
    await maya.page.getByText('An automatic e-mail was filtered').waitFor();
    await maya.page.locator(`[data-mail="${mailId}"] > summary`).click();
    await maya.page.getByText('Please cancel my other order.').waitFor();
    await maya.picture('received-mail-desk');
    await maya.page.getByRole('button', { name: 'Add to conversation' }).click();
    await ada.messenger.getByText('Please cancel my other order.').waitFor();
    await maya.page.getByRole('button', { name: 'Add to conversation' }).waitFor({ state: 'detached' });
    await maya.page.emulateMedia({ colorScheme: 'dark' });
    await maya.page.setViewportSize({ width: 390, height: 780 });
    await maya.picture('received-mail-desk-phone-dark');
    await ada.person.picture('received-mail-messenger');
    expect([...maya.complaints, ...ada.person.complaints]).toEqual([]);
  });

  it('offers an admin to add it, once', async () => {
    const admin = await world.member('admin@fjord.test');
    const [talk] = await world.database.query<Record<string, string>>(OPEN);
    const mailId = await keptOut(talk, 'And my second order, too.');
    await admin.page.goto(`${world.url}/b/fjord/admin/mails/received/${mailId}`);
    await admin.page.getByText('And my second order, too.').waitFor();
    await admin.picture('received-mail-admin');
    await admin.page.getByRole('button', { name: 'Add to conversation' }).click();
    await admin.page.getByText('Adding the e-mail to the conversation').waitFor();
    expect(await admin.page.getByRole('button', { name: 'Add to conversation' }).count()).toBe(0);
    expect(admin.complaints).toEqual([]);
  });
});
