import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { newId } from '../../src/kernel/index.js';
import { ReplyAddress } from '../../src/mail/index.js';
import { Config, Secrets } from '../../src/platform/index.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/start/embedded-postgres.js';
import { SECRET_KEY, startApp, type TestApp } from '../support/app.js';
import { gather, type Crowd } from '../support/crowd.js';
import { demoDatabaseAt, type DemoDatabase } from '../support/demo.js';
import { freePort } from '../support/servers/free-port.js';
import { until } from '../support/platform.js';

const MAILS = 60;
const MAIL_DOMAIN = 'chat.example';

describe('a database that restarts while mails come in', () => {
  let dataDir: string;
  let postgres: EmbeddedPostgres;
  let database: DemoDatabase;
  let app: TestApp;
  let crowd: Crowd;
  let port: number;
  let mailPort: number;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'causerie-restart-'));
    [port, mailPort] = [await freePort(), await freePort()];
    postgres = await startEmbeddedPostgres({ dataDir, port });
    database = await demoDatabaseAt(postgres);
    app = await startApp({
      databaseUrl: database.appUrl,
      env: { MAIL_LISTEN_PORT: String(mailPort), MAIL_DOMAIN },
    });
    crowd = await gather({ database, visitors: 6, visitorUrl: app.url, memberUrl: app.url });
  });

  afterAll(async () => {
    crowd?.close();
    await app?.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('has them tried again, loses none and enters none twice', async () => {
    const config = new Config({ NODE_ENV: 'test', DATABASE_URL: database.appUrl, SECRET_KEY, MAIL_DOMAIN });
    const addresses = new ReplyAddress(config, new Secrets(config));
    const brandId = database.brands.fjord.id;
    const answers: number[] = [];
    let taken = 0;
    const deliver = async (mail: SendMailOptions) => {
      for (;;) {
        const transport = createTransport({ host: 'localhost', port: mailPort, ignoreTLS: true });
        const code = await transport.sendMail(mail).then(
          () => 250,
          ({ responseCode = 0 }: { responseCode?: number }) => responseCode,
        );
        answers.push(code);
        if (code === 250) return (taken += 1);
        await sleep(200);
      }
    };
    const send = async (at: number) => {
      await sleep(at * 40);
      return deliver({
        from: 'ada@example.org',
        to: addresses.make({ brandId, conversationId: crowd.conversations[at % crowd.conversations.length] }),
        messageId: `<${newId()}@example.org>`,
        text: `By mail ${at + 1}`,
      });
    };
    const sending = Promise.all(Array.from({ length: MAILS }, (_, at) => send(at)));
    await until(() => taken > MAILS / 6, 20_000);
    await postgres.stop();
    await until(() => answers.some((code) => code !== 250), 10_000);
    postgres = await startEmbeddedPostgres({ dataDir, port });
    await sending;

    expect(answers.filter((code) => code !== 250 && code !== 0 && Math.floor(code / 100) !== 4)).toEqual([]);
    expect(answers).toContain(451);
    const entered = () =>
      database.query<{ body: string }>(`SELECT body FROM entries WHERE body LIKE 'By mail %'`);
    await until(async () => (await entered()).length >= MAILS, 90_000);
    const expected = Array.from({ length: MAILS }, (_, at) => `By mail ${at + 1}`);
    expect((await entered()).map(({ body }) => body).sort()).toEqual(expected.sort());
    const open = await database.query(
      `SELECT FROM received_mails WHERE state NOT IN ('entered', 'read') AND brand_id = $1`,
      [brandId],
    );
    expect(open).toEqual([]);
  });
});
