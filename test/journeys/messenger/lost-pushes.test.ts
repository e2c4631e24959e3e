import type { Locator, Page } from 'playwright-core';
import { messengerOf, openStage, type Stage } from '../../support/stage.js';
import { visitorTalker, type Talker } from '../../support/talker.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

interface BadNetwork {
  /** The server has answered what was missed; the answer is held back. */
  answered: Promise<void>;
}

/**
 * Loses the push of the first of three messages, and lets the answer with what was missed through only once the third
 * has been pushed, which was written after that answer.
 */
async function badNetwork(page: Page): Promise<BadNetwork> {
  let pass: () => void = () => undefined;
  let answer: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (pass = resolve));
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage(async (frame) => {
      const words = String(frame);
      const isPush = words.includes('["entry"');
      if (isPush && words.includes('The first')) return;
      if (!isPush && words.includes('The first') && words.includes('The second')) {
        answer();
        await passed;
      }
      socket.send(frame);
      if (isPush && words.includes('The third')) setTimeout(pass, 100);
    });
  });
  return { answered };
}

async function writeThree(writer: Talker, conversationId: string, { answered }: BadNetwork): Promise<void> {
  await writer.send(conversationId, 'The first');
  await writer.send(conversationId, 'The second');
  await answered;
  await writer.send(conversationId, 'The third');
}

async function showsThree(log: Locator): Promise<void> {
  await log.getByText('The third').waitFor();
  expect(await log.getByText(/^The (first|second|third)$/).allTextContents()).toEqual([
    'The first',
    'The second',
    'The third',
  ]);
}

it('shows a member what was written while the answer with what they had missed was on its way', async () => {
  const { database, url } = stage;
  const talker = await visitorTalker(url, { database, slug: 'fjord', name: 'visitor' });
  const conversationId = await talker.start('Hello');
  const { page } = await stage.member('maya@fjord.test');
  const network = await badNetwork(page);
  await page.goto(`${url}/b/fjord/desk`);
  await page.getByRole('button', { name: 'Available' }).click();
  await page.locator('#list-mine [data-item]').click();
  await page.getByRole('textbox', { name: 'Your message' }).waitFor();
  await writeThree(talker, conversationId, network);
  await showsThree(page.getByRole('log'));
  talker.close();
});

it('shows it to a visitor as well', async () => {
  const maya = await stage.maya();
  const { page } = await stage.chromium.person({});
  const network = await badNetwork(page);
  await page.goto(stage.shopUrl('fjord', '/checkout'));
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const messenger = messengerOf(page);
  await messenger.locator('[data-accept]').click();
  await messenger.locator('[data-text-input]').fill('Hello');
  await page.keyboard.press('Enter');
  await messenger.locator('[data-invitation]').waitFor();
  const conversationId = await messenger.locator('[data-content]').getAttribute('data-conversation');
  await writeThree(maya, conversationId ?? '', network);
  await showsThree(messenger.getByRole('log'));
  maya.close();
});
