import { DemoWorld, hears, type Visitor } from '../world.js';

describe('what a visitor sees of earlier conversations', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const earlier = (visitor: Visitor) =>
    visitor.messenger.getByRole('button', { name: 'Show earlier conversations' });

  async function writer(): Promise<Visitor> {
    const visitor = await world.visitor('/fjord/products/tent');
    await visitor.openAndAccept();
    await visitor.write('Does the tent come in green?');
    await visitor.thread.getByText('Does the tent come in green?').waitFor();
    await visitor.messenger.locator('[data-invitation]').waitFor();
    return visitor;
  }

  async function hide(visitor: Visitor, hidden: boolean): Promise<void> {
    await visitor.messenger.getByRole('button', { name: 'Settings' }).click();
    const reloaded = visitor.page.waitForResponse((answer) => answer.url().includes('/content?'));
    await visitor.messenger.getByRole('switch', { name: 'Hide my history' }).setChecked(hidden);
    await reloaded;
    await visitor.messenger.getByRole('button', { name: 'Back to the conversation' }).click();
  }

  /** As by the browser's own menu; what the shop itself keeps stays. */
  async function clearStorage(visitor: Visitor): Promise<void> {
    await visitor.page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await visitor.page.reload();
  }

  async function engage(enabled: boolean): Promise<void> {
    await world.database.query('UPDATE targeting_rules SET enabled = $1', [enabled]);
  }

  it('goes and comes back with the switch, and what is written later shows', async () => {
    const visitor = await writer();
    await hide(visitor, true);
    await visitor.thread.getByText('Does the tent come in green?').waitFor({ state: 'detached' });
    await visitor.write('And in blue?');
    await visitor.thread.getByText('And in blue?').waitFor();
    await visitor.page.reload();
    await visitor.thread.getByText('And in blue?').waitFor();
    expect(await visitor.thread.getByText('Does the tent come in green?').count()).toBe(0);
    await hide(visitor, false);
    await visitor.thread.getByText('Does the tent come in green?').waitFor();
  });

  it('is nothing to an anonymous one whose storage is cleared, who is somebody new', async () => {
    const visitor = await writer();
    await clearStorage(visitor);
    await visitor.openAndAccept();
    expect(await visitor.thread.getByText('Does the tent come in green?').count()).toBe(0);
    expect(await earlier(visitor).count()).toBe(0);
  });

  it('waits for the next engagement where a customer’s storage was cleared, and stays hidden if it was', async () => {
    const visitor = await world.visitor('/fjord/account');
    await visitor.page.getByRole('button', { name: 'Sign in' }).click();
    await visitor.page.goto(world.shopUrl('/fjord/products/tent'));
    await visitor.launcher.click();
    await visitor.messenger.locator('[data-content][data-state="ready"]').waitFor();
    await visitor.write('Does the tent come in green?');
    await visitor.thread.getByText('Does the tent come in green?').waitFor();

    await engage(false);
    const identified = hears(visitor.page, 'engagement');
    await clearStorage(visitor);
    await identified;
    expect(await visitor.launcher.isVisible()).toBe(false);

    await engage(true);
    await visitor.page.reload();
    await visitor.launcher.click();
    await visitor.thread.getByText('Does the tent come in green?').waitFor();

    await hide(visitor, true);
    await clearStorage(visitor);
    await visitor.launcher.click();
    await visitor.messenger.locator('[data-content][data-history-hidden]').waitFor();
    expect(await visitor.thread.getByText('Does the tent come in green?').count()).toBe(0);
    await hide(visitor, false);
    await visitor.thread.getByText('Does the tent come in green?').waitFor();
  });

  it('shows in a messenger that stood open before the page said who they are', async () => {
    const visitor = await world.visitor('/fjord/account');
    await visitor.page.getByRole('button', { name: 'Sign in' }).click();
    await visitor.page.getByRole('button', { name: 'Sign out' }).waitFor();
    let identify: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (identify = resolve));
    await visitor.page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage(async (frame) => {
        if (String(frame).includes('["identify"')) await held;
        server.send(frame);
      });
    });
    await visitor.page.addInitScript(() => localStorage.clear());
    await visitor.page.goto(world.shopUrl('/fjord/products/tent'));
    await visitor.launcher.click();
    await visitor.messenger.locator('[data-content][data-state="consent"]').waitFor();
    identify();
    await visitor.thread.getByText('Does the tent come in green?').waitFor();
  });

  it('lists the others where several go on, and starts on the one with the newest message', async () => {
    const visitor = await writer();
    await world.database.query(
      `UPDATE conversations SET origin = 'direct', rule_id = NULL, queue_id = NULL, queue_no = NULL
       WHERE id = (SELECT id FROM conversations ORDER BY started_at DESC LIMIT 1)`,
    );
    await visitor.page.reload();
    await visitor.messenger.locator('[data-content][data-state="ready"]').waitFor();
    const [{ id: first }] = await world.database.query(
      'SELECT id FROM conversations ORDER BY started_at DESC LIMIT 1',
    );
    await world.database.query(
      `UPDATE conversations SET state = 'closed', closed_at = started_at, close_reason = 'done', started_from = NULL WHERE id = $1`,
      [first],
    );
    await visitor.page.goto(world.shopUrl('/fjord/products/tent?second'));
    await visitor.write('A second question');
    await visitor.thread.getByText('A second question').waitFor();
    await world.database.query(
      `UPDATE conversations SET state = 'waiting', queued_at = started_at, closed_at = NULL, close_reason = NULL WHERE id = $1`,
      [first],
    );
    await visitor.page.reload();
    await visitor.thread.getByText('A second question').waitFor();
    const others = visitor.messenger.getByRole('navigation', { name: 'Your other conversations' });
    await others.getByRole('button').click();
    await visitor.thread.getByText('Does the tent come in green?').waitFor();
    await visitor.write('Once more about the first');
    await visitor.page.reload();
    await visitor.thread.getByText('Once more about the first').waitFor();
    await others.getByRole('button').click();
    await visitor.thread.getByText('A second question').waitFor();
  });
});
