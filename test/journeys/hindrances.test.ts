import type { Person } from '../support/chromium.js';
import { reply, Stage, write } from './desk-world.js';

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('where not everything gets through', () => {
  let stage: Stage;
  let maya: Person;

  beforeAll(async () => {
    stage = await Stage.open();
    maya = await stage.member('maya@fjord.test');
  });

  afterAll(() => stage?.close());

  it('a visitor whose network lets no WebSocket through writes all the same, and finds the answer after a reload', async () => {
    const visitor = await stage.visitor({}, (context) =>
      context.addInitScript(() => {
        const Real = WebSocket;
        window.WebSocket = class extends Real {
          constructor() {
            super('ws://localhost:9/');
          }
        };
      }),
    );
    await visitor.messenger.getByText('Your network blocks live messages.').waitFor();
    await write(visitor.messenger, 'Sent without a WebSocket');
    const row = maya.page.locator('#list-mine [data-item]', { hasText: 'Sent without a WebSocket' });
    await row.click();
    await reply(maya.page, 'Read after a reload');
    await maya.page.locator('.entry', { hasText: 'Read after a reload' }).waitFor();
    await visitor.page.reload();
    await visitor.messenger.getByText('Read after a reload').waitFor();
    expect(await visitor.messenger.locator('.entry', { hasText: 'Sent without a WebSocket' }).count()).toBe(
      1,
    );
  });

  it('a member sends a picture, once it has arrived, and what only pretends to be one is refused', async () => {
    const visitor = await stage.visitor();
    await write(visitor.messenger, 'Have you a picture of it?');
    await maya.page.locator('#list-mine [data-item]', { hasText: 'Have you a picture of it?' }).click();
    await maya.page.getByRole('log').getByText('Have you a picture of it?').waitFor();
    const input = maya.page.locator('[data-file-input]');

    await input.setInputFiles({ name: 'tent.png', mimeType: 'image/png', buffer: DOT });
    await maya.page.locator('[data-attachments]').getByText('tent.png').waitFor();
    await reply(maya.page, 'Here it is');
    await visitor.messenger.getByText('Here it is').waitFor();
    await visitor.messenger.getByRole('link', { name: /tent\.png/ }).waitFor();

    await input.setInputFiles({
      name: 'tent.png',
      mimeType: 'image/png',
      buffer: Buffer.from('MZ not a picture'),
    });
    await maya.page.locator('[data-notice="refused"]').waitFor();
    expect(await maya.page.locator('[data-attachments] li').count()).toBe(0);
  });
});
