import { newId } from '../../src/kernel/index.js';
import { DeskWorld, type DeskBrand, type MemberBrowser } from './world.js';

let world: DeskWorld;
let brand: DeskBrand;
let boss: MemberBrowser;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
  const { email } = await brand.member('Boss', { role: 'manager', capacity: 9 });
  boss = await world.signIn(email, 'fr');
});

afterAll(() => world?.close());

/** What an automatic answer leaves behind, before or after all that stands there. */
async function botSays(conversationId: string, body: string, isFirst = false): Promise<void> {
  const { database } = world;
  if (isFirst)
    for (const by of [100, -99])
      await database.query('UPDATE entries SET seq = seq + $2 WHERE conversation_id = $1', [
        conversationId,
        by,
      ]);
  await database.query(
    `INSERT INTO entries (brand_id, conversation_id, seq, kind, side, author_id, client_id, body, at)
     SELECT $1, $2, CASE WHEN $3 THEN min(seq) ELSE max(seq) + 2 END - 1, 'message', 'bot', $4, $5, $6, now()
     FROM entries WHERE conversation_id = $2`,
    [brand.id, conversationId, isFirst, newId(), newId(), body],
  );
}

it('the board shows what people said last, not what answered them automatically', async () => {
  const id = await brand.start(await brand.visitor('Anna'), 'Une lampe verte');
  await botSays(id, 'Nous sommes fermés');
  const { text } = await boss.get('/b/lumiere/board').expect(200);
  expect(text).toContain('Une lampe verte');
  expect(text).not.toContain('Nous sommes fermés');
});

it('an earlier conversation is named by what people said first, not by what greeted them automatically', async () => {
  const visitor = await brand.visitor('Bruno');
  const earlier = await brand.start(visitor, 'Un fauteuil rouge');
  await botSays(earlier, 'Bienvenue chez nous', true);
  await world.database.query(
    `UPDATE conversations SET state = 'closed', closed_at = now(), close_reason = 'done', member_id = NULL, assigned_to = NULL,
       assigned_until = NULL
     WHERE id = $1`,
    [earlier],
  );
  const present = await brand.start(visitor, 'Un tapis');
  const { text } = await boss.get(`${brand.desk}/conversations/${present}/around`).expect(200);
  expect(text).toContain('Un fauteuil rouge');
  expect(text).not.toContain('Bienvenue chez nous');
});
