import { startApp } from '../support/app.js';
import { allowOrigin, demoDatabase } from '../support/demo.js';
import { freePort } from '../support/servers/free-port.js';
import { signedIn } from '../support/people.js';
import { memberTalker } from '../support/talker.js';
import type { Horror } from './horror.js';
import type { Member } from './main-job.js';
import { serveHorrors, type Horrors } from './pages.js';
import { until } from './tab.js';

/** One application and one member for all of the pages. */
export interface HorrorStage {
  horrors: Horrors;
  member: Member;
  close(): Promise<void>;
}

export async function openHorrorStage(all: Horror[]): Promise<HorrorStage> {
  const database = await demoDatabase();
  const { id: brandId, siteKey } = database.brands.fjord;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const horrors = await serveHorrors(all, { app: url, loader: `${url}/w/${siteKey}.js`, host: '127.0.0.1' });
  await allowOrigin(database, horrors.origin);
  const [{ id }] = await database.query<{ id: string }>(
    `UPDATE members SET capacity = 100 WHERE brand_id = $1 AND name = 'Maya' RETURNING id`,
    [brandId],
  );
  // Every visitor of the test comes from one address.
  const app = await startApp({ databaseUrl: database.appUrl, port, env: { RATE_LIMIT_FACTOR: '100' } });
  const desk = await signedIn(url, 'maya@fjord.test');
  const maya = await memberTalker(url, { email: 'maya@fjord.test', slug: 'fjord', id });
  await maya.ask('availability', { state: 'available' });

  const conversationOf = (text: string): Promise<string> =>
    until(`a conversation that holds "${text}"`, async () => {
      const [row] = await database.query<{ id: string }>(
        'SELECT conversation_id AS id FROM entries WHERE body = $1',
        [text],
      );
      return row?.id ?? '';
    });
  return {
    horrors,
    member: {
      async answer(text, answer) {
        await maya.send(await conversationOf(text), answer);
      },
      async reload(text) {
        const { text: html } = await desk.get(`/b/fjord/desk/conversations/${await conversationOf(text)}`);
        return html;
      },
    },
    async close() {
      maya.close();
      await horrors.close();
      await app.stop();
    },
  };
}
