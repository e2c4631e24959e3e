import { CloseConversation, PostMessage } from '../../src/conversations/index.js';
import { newId, systemActor, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { Search, SearchSweep, type SearchCriteria } from '../../src/search/index.js';
import { SaveTag, TagConversation } from '../../src/tags/index.js';
import { DeskWorld, type DeskBrand, type DeskMember } from '../desk/world.js';

const ALL: SearchCriteria = {
  words: '',
  visitor: '',
  memberId: null,
  tagId: null,
  state: null,
  from: null,
  to: null,
  after: null,
};

let world: DeskWorld;
let brand: DeskBrand;
let other: DeskBrand;
let lea: DeskMember;
let manager: MemberActor;
let marie: VisitorActor;
let lamp: string;
let chair: string;
let arabic: string;
let foreign: string;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
  other = await world.brand('fjord');
  lea = await brand.member('Lea');
  const boss = await brand.member('Boss', { role: 'manager' });
  manager = actor(brand, boss, 'manager');
  await other.member('Sam', { role: 'manager' });

  await (await world.signIn(lea.email)).connect(brand.slug);
  marie = await brand.visitor('Marie Dupont-Lefèvre');
  lamp = await brand.start(marie, "Bonjour, l'abat-jour d'été de la lampe est-il lavable ?");
  const paul = await brand.visitor('Paul');
  chair = await brand.start(paul, 'Bonjour, la chaise longue existe-t-elle en bleu ?');
  arabic = await brand.start(await brand.visitor(), 'مَرْحَبًا، هل لديكم مصباح؟');
  foreign = await other.start(await other.visitor('Marie Dupont'), 'Hello, a summer lampe please');
  await sweep();
});

afterAll(async () => world?.close());

describe('by words', () => {
  it('finds without accents and case what was written with them, and the other way round', async () => {
    expect(await found({ words: 'ETE lampe' })).toEqual([lamp]);
    expect(await found({ words: 'Châisé' })).toEqual([chair]);
  });

  it('takes the last word as a beginning, the others whole', async () => {
    expect(await found({ words: 'lamp' })).toEqual([lamp]);
    expect(await found({ words: 'lamp lavable' })).toEqual([]);
  });

  it('finds Arabic without its vowel signs, and in part', async () => {
    expect(await found({ words: 'مرحبا' })).toEqual([arabic]);
    expect(await found({ words: 'مصب' })).toEqual([arabic]);
  });

  it('finds by words that stand in different messages, and by the name of the visitor', async () => {
    await brand.say(marie, lamp, 'Et le pied en laiton ?');
    await sweep();
    expect(await found({ words: 'laiton lavable' })).toEqual([lamp]);
    expect(await found({ words: 'laiton lefevre' })).toEqual([lamp]);
  });

  it('shows the newest first, with what was found', async () => {
    const page = await search({ words: 'bonjour' });
    expect(page.conversations.map(({ id }) => id)).toEqual([chair, lamp]);
    const [{ excerpt, members, state }] = page.conversations;
    expect(excerpt[0]).toEqual({ text: 'Bonjour', isHit: true });
    expect(members.map(({ name }) => name)).toEqual(['Lea']);
    expect(state).toBe('on_desk');
  });

  it.each(["'", '%', '* & | ! ( ) :', '\0', '"\\', '👍', '   ? '])('finds nothing by %j', async (words) => {
    expect(await found({ words })).toEqual([]);
  });

  it.each(["lampe' & été", 'lampe:*', '!lampe', 'lampe\0', 'lampe | (été', 'lampe \ud800', 'lampe <-> %'])(
    'reads only the words of %j',
    async (words) => {
      expect(await found({ words: words.toWellFormed() })).toEqual([lamp]);
    },
  );

  it('reads the first words of a very long text', async () => {
    expect(await found({ words: `lampe ${'été '.repeat(1000)}` })).toEqual([lamp]);
    expect(await found({ words: 'x'.repeat(4000) })).toEqual([]);
  });

  it.each([
    [
      'letters that meet figures',
      'Mon iPhone15 est arrivé',
      ['iphone 15', 'iPhone15', 'iphone', '15 arrive'],
      ['iphone 16'],
    ],
    [
      'a measure in the middle of a name',
      'Le Zelt2x3m est là',
      ['zelt 2x3', '2x3m', 'zelt2x3', 'x3m'],
      ['3x2'],
    ],
    ['figures apart from letters', 'Le modèle RTX 4090 Ti', ['rtx4090', 'RTX4090 ti', '4090'], ['rtx4080']],
    ['a number of letters and figures', 'Commande CMD-A1B2C3D4', ['a1b2c3d4', 'A1B2C3', 'cmd'], ['d4c3b2a1']],
    ['Arabic with the article', 'أين المروحة الكبيرة؟', ['مروحة', 'المروحة', 'مروحه كبيرة', 'اين'], ['كرسي']],
    [
      'Arabic with what is joined to it',
      'سألت عن الأريكة وبالطاولة',
      ['أريكه', 'اريكة', 'طاولة', 'سالت'],
      ['سرير'],
    ],
    ['Arabic figures', 'رقم الطلب ٤٥٦٧٨', ['45678', '٤٥٦٧٨'], ['45679']],
    ['Chinese', '我家在上海东边', ['上海', '上海东边', '东', '我家 上海', '海'], ['北京', '边东']],
    ['Japanese', 'グループテントはありますか', ['テント', 'ﾃﾝﾄ', 'ありますか'], ['テーブル']],
    ['voiced Japanese apart from unvoiced', '鍵はかぎ', ['かぎ'], ['かき']],
    ['Thai', 'ขอคืนเงินได้ไหม', ['คืนเงิน', 'ได้ไหม'], ['โคมไฟ']],
    ['Korean, by the beginning of a word', '한국어 상담 가능합니까', ['한국', '상담'], ['국어상']],
  ])('finds %s', async (_what, text, finding, missing) => {
    const conversation = await brand.start(await brand.visitor(), text);
    await sweep();
    for (const words of finding) expect([words, await found({ words })]).toEqual([words, [conversation]]);
    for (const words of missing) expect([words, await found({ words })]).toEqual([words, []]);
    for (const words of finding) {
      const { conversations } = await search({ words });
      expect([words, conversations[0].excerpt.some(({ isHit }) => isHit)]).toEqual([words, true]);
    }
  });

  it('knows what was written a moment ago without being asked', async () => {
    await brand.say(marie, lamp, 'Livraison à Quimper ?');
    const end = performance.now() + 8000;
    while ((await found({ words: 'quimper' })).length === 0) {
      if (performance.now() > end) throw new Error('It was never found.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
});

describe('by the visitor', () => {
  it('finds by name and by address, in any order', async () => {
    await world.database.query('UPDATE visitors SET email = $2 WHERE id = $1', [marie.id, 'mdl@exemple.fr']);
    await sweep();
    expect(await found({ visitor: 'lefevre mar' })).toEqual([lamp]);
    expect(await found({ visitor: 'mdl@exemple.fr' })).toEqual([lamp]);
    expect(await found({ visitor: 'lampe' })).toEqual([]);
  });

  it('forgets a name with the change', async () => {
    const visitor = await brand.visitor('Zebulon');
    const conversation = await brand.start(visitor, 'Un nom');
    await sweep();
    expect(await found({ words: 'zebulon' })).toEqual([conversation]);
    await world.database.query(`UPDATE visitors SET name = 'Anonyme' WHERE id = $1`, [visitor.id]);
    await sweep();
    expect(await found({ words: 'zebulon' })).toEqual([]);
    expect(await found({ words: 'anonyme nom' })).toEqual([conversation]);
  });
});

describe('by filters', () => {
  it('narrows by member, tag, state and period', async () => {
    const { app } = world.running;
    const tagId = await app.get(SaveTag).run(manager, { name: 'Retour', colour: 'red', archived: false });
    await app.get(TagConversation).run(systemActor(brand.id), { conversationId: chair, tagId, on: true });
    await sweep();
    expect(await found({ tagId })).toEqual([chair]);
    expect(await found({ tagId, words: 'lampe' })).toEqual([]);
    expect(await found({ memberId: lea.id, words: 'chaise' })).toEqual([chair]);
    expect(await found({ memberId: newId(), words: 'chaise' })).toEqual([]);
    expect(await found({ state: 'on_desk', words: 'chaise' })).toEqual([chair]);
    expect(await found({ state: 'closed', words: 'chaise' })).toEqual([]);
    const [{ startedAt }] = (await search({ words: 'chaise' })).conversations;
    expect(await found({ words: 'chaise', from: startedAt })).toEqual([chair]);
    expect(await found({ words: 'chaise', to: startedAt })).toEqual([]);
  });

  it('lists everything page by page, each once, in order', async () => {
    const seen: string[] = [];
    let after: SearchCriteria['after'] = null;
    for (;;) {
      const { conversations, hasMore } = await search({ after }, 2);
      seen.push(...conversations.map(({ id }) => id));
      if (!hasMore) break;
      const last = conversations[conversations.length - 1];
      after = { startedAt: last.startedAt, id: last.id };
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(-3)).toEqual([arabic, chair, lamp]);
  });
});

describe('rights', () => {
  it('never leads to another brand', async () => {
    expect(await found({ words: 'summer' })).toEqual([]);
    expect(await found({})).not.toContain(foreign);
  });

  it('shows agents what was or is theirs, and all of the visitors whom they are talking with', async () => {
    const { app } = world.running;
    const karim = await brand.member('Karim', { capacity: 1 });
    const me = actor(brand, karim, 'agent');
    const anna = await brand.visitor('Anna');
    const earlier = await brand.start(anna, 'Un tabouret vert');
    await app.get(CloseConversation).run(manager, { conversationId: earlier });
    const strangers = await brand.start(await brand.visitor(), 'Un tabouret noir');
    await sweep();
    expect(await found({ words: 'tabouret' }, me)).toEqual([]);

    const now = await brand.start(anna, 'Encore moi');
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, assigned_to = NULL WHERE id = $1`,
      [now, karim.id],
    );
    await sweep();
    expect(await found({ words: 'tabouret' }, me)).toEqual([earlier]);
    expect(await found({ words: 'encore' }, me)).toEqual([now]);
    expect(await found({ words: 'tabouret' })).toEqual([strangers, earlier]);

    await world.database
      .query(`INSERT INTO contacts (brand_id, id, conversation_id, member_id, started_at, ended_at, ended_how)
      SELECT brand_id, gen_random_uuid(), id, '${karim.id}', started_at, started_at, 'closed' FROM conversations WHERE id = '${strangers}'`);
    await world.database.query('UPDATE search_documents SET due = true WHERE conversation_id = $1', [
      strangers,
    ]);
    await sweep();
    expect(await found({ words: 'tabouret' }, me)).toEqual([strangers, earlier]);
    expect(await found({ words: 'tabouret', state: 'closed' }, me)).toEqual([earlier]);
  });

  it('shows agents nothing of others, whichever state they choose', async () => {
    const nora = actor(brand, await brand.member('Nora', { capacity: 0 }), 'agent');
    const states = ['waiting', 'on_desk', 'snoozed', 'closed'] as const;
    const ids: Record<string, string> = {};
    for (const state of states) {
      const id = await brand.start(await brand.visitor(), 'Un buffet à deux portes');
      if (state === 'closed')
        await world.running.app.get(CloseConversation).run(manager, { conversationId: id });
      else
        await world.database.query(
          `UPDATE conversations SET state = $2, member_id = CASE WHEN $2 = 'on_desk' THEN $3::uuid END,
             queue_id = NULL, queue_no = NULL, assigned_to = CASE WHEN $2 = 'waiting' THEN $3::uuid END,
             snoozed_until = CASE WHEN $2 = 'snoozed' THEN started_at + interval '1 day' END,
             snoozed_by = CASE WHEN $2 = 'snoozed' THEN $3::uuid END
           WHERE id = $1`,
          [id, state, lea.id],
        );
      ids[state] = id;
    }
    await sweep();
    for (const state of states) {
      expect([state, await found({ state }, nora)]).toEqual([state, []]);
      expect([state, await found({ words: 'buffet', state }, nora)]).toEqual([state, []]);
      expect([state, await found({ words: 'buffet', state })]).toEqual([state, [ids[state]]]);
    }
  });

  it('counts the messages in which most of the words stand, and shows the latest of them with its time', async () => {
    const rosa = await brand.visitor('Rosa');
    const conversation = await brand.start(rosa, 'Un coussin rouge ?');
    await brand.say(rosa, conversation, 'Ou un coussin ocre, plutôt qu’un rouge');
    await brand.say(rosa, conversation, 'Ce coussin se lave-t-il ?');
    await sweep();
    const one = (await search({ words: 'coussin rouge' })).conversations[0];
    expect([one.id, one.hits]).toEqual([conversation, 2]);
    expect(one.excerpt.map(({ text }) => text).join('')).toBe('Ou un coussin ocre, plutôt qu’un rouge');
    const [{ at }] = await world.database.query<{ at: Date }>(
      `SELECT at FROM entries WHERE conversation_id = $1 AND body LIKE 'Ou un%'`,
      [conversation],
    );
    expect(one.excerptAt).toEqual(at);
    const hits = await world.running.app.get(Search).hits(manager, conversation, 'coussin rouge');
    expect(hits.map(({ words }) => words)).toEqual([
      ['coussin', 'rouge'],
      ['coussin', 'rouge'],
    ]);
    const named = (await search({ words: 'rosa' })).conversations[0];
    expect([named.hits, named.excerpt[0].text]).toEqual([0, 'Ce coussin se lave-t-il ?']);
  });

  it('reads no more of a conversation the longer that is', async () => {
    const visitor = await brand.visitor();
    const conversation = await brand.start(visitor, 'Un lustre ?');
    const lengthen = (by: number) =>
      world.database.query(
        `WITH c AS (UPDATE conversations SET last_seq = last_seq + $2, last_visitor_seq = last_visitor_seq + $2
           WHERE id = $1 RETURNING *)
         INSERT INTO entries (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, client_id, body, at)
         SELECT c.brand_id, c.id, c.last_seq - $2::integer + i, c.last_visitor_seq - $2::integer + i, 'message', 'visitor',
           c.visitor_id, gen_random_uuid(), repeat('un lustre n1 et ', 250), now()
         FROM c, generate_series(1, $2::integer) i`,
        [conversation, by],
      );
    const taken = async () => {
      const began = performance.now();
      expect(await found({ words: 'lustre' })).toEqual([conversation]);
      return performance.now() - began;
    };
    await lengthen(10);
    await sweep();
    await taken();
    const short = await taken();
    await lengthen(240);
    expect(await taken()).toBeLessThan(short * 3 + 100);
  });

  it('shows and counts a hit far back in a long conversation, and says where one is too far back for a page of many', async () => {
    const { app } = world.running;
    const long = async (words: string) => {
      const id = await brand.start(await brand.visitor(), words);
      await world.database.query(
        `WITH c AS (UPDATE conversations SET last_seq = last_seq + 90, last_visitor_seq = last_visitor_seq + 90 WHERE id = $1 RETURNING *)
         INSERT INTO entries (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, client_id, body, at)
         SELECT c.brand_id, c.id, c.last_seq - 90 + i, c.last_visitor_seq - 90 + i, 'message', 'visitor',
           c.visitor_id, gen_random_uuid(), repeat('et un fauteuil ', 260), now() FROM c, generate_series(1, 90) i`,
        [id],
      );
      return id;
    };
    const one = await long('Un paillasson brodé ?');
    await sweep();
    const [alone] = (await search({ words: 'paillasson' })).conversations;
    expect([alone.id, alone.hits, alone.isFurtherBack]).toEqual([one, 1, false]);
    expect(alone.excerpt).toContainEqual({ text: 'paillasson', isHit: true });
    for (let at = 0; at < 3; at += 1) await long('Un paillasson uni ?');
    await sweep();
    const among = (await search({ words: 'paillasson' })).conversations;
    expect(among.map(({ hits, isFurtherBack }) => [hits, isFurtherBack])).toEqual(Array(4).fill([0, true]));
    const hits = await app.get(Search).hits(manager, one, 'paillasson');
    expect(hits.map(({ seq }) => seq)).toEqual([1]);
    const desk = await world.signIn('boss@lumiere.test');
    const page = await desk.get(`${brand.desk}/search?q=paillasson`).expect(200);
    expect(page.text.match(/Match in an earlier message/g)).toHaveLength(4);
    expect((await search({ words: 'marie' })).conversations[0].isFurtherBack).toBe(false);
  });

  it('takes apart what is written without spaces as fast as what is written with them', async () => {
    const taken = async (unit: string) => {
      const began = performance.now();
      await world.database.query(
        'SELECT count(*) FROM generate_series(1, 20), unnest(search_words(repeat($1, 500)))',
        [unit],
      );
      return performance.now() - began;
    };
    await taken('上海东边的房子里');
    expect(await taken('上海东边的房子里')).toBeLessThan((await taken('a lamp. ')) * 12);
    const [{ words }] = await world.database.query<{ words: string[] }>(
      `SELECT search_words('上海东 et n1') AS words`,
    );
    expect([...words].sort()).toEqual(['1', 'et', 'n', 'n1', '上海', '上海东', '东', '海东'].sort());
  });

  it('neither finds nor shows what was said automatically', async () => {
    const visitor = await brand.visitor();
    const conversation = await brand.start(visitor, 'Un paravent ?');
    await world.database.query(
      `WITH c AS (UPDATE conversations SET last_seq = last_seq + 1, last_visitor_seq = last_visitor_seq + 1 WHERE id = $1 RETURNING *)
       INSERT INTO entries (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, client_id, body, at)
       SELECT brand_id, id, last_seq, last_visitor_seq, 'message', 'bot', brand_id, gen_random_uuid(), 'Automatiquement vôtre', now() FROM c`,
      [conversation],
    );
    await sweep();
    expect(await found({ words: 'automatiquement' })).toEqual([]);
    const { conversations } = await search({});
    const shown = conversations.find(({ id }) => id === conversation);
    expect(shown?.excerpt.map(({ text }) => text)).toEqual(['Un paravent ?']);
  });

  it('finds notes of members', async () => {
    const { app } = world.running;
    const input = { conversationId: lamp, clientId: newId(), body: 'Cliente très fidèle' };
    await app.get(PostMessage).note(manager, input);
    await sweep();
    const { conversations } = await search({ words: 'fidele' });
    expect(conversations.map(({ id, isNote }) => [id, isNote])).toEqual([[lamp, true]]);
  });

  it('shows what was said last to or by the visitor, unless a note is what was found', async () => {
    const { app } = world.running;
    const visitor = await brand.visitor('Ondine');
    const conversation = await brand.start(visitor, 'Un abat-jour ?');
    const at = new Date(Date.now() - 60_000);
    await world.database.query('UPDATE entries SET at = $2 WHERE conversation_id = $1', [conversation, at]);
    const note = { conversationId: conversation, clientId: newId(), body: 'À rappeler jeudi' };
    await app.get(PostMessage).note(manager, note);
    await sweep();
    const shown = async (criteria: Partial<SearchCriteria>) => {
      const { conversations } = await search(criteria);
      const one = conversations.find(({ id }) => id === conversation);
      return [one?.excerpt.map(({ text }) => text).join(''), one?.isNote];
    };
    expect(await shown({})).toEqual(['Un abat-jour ?', false]);
    expect(await shown({ visitor: 'Ondine' })).toEqual(['Un abat-jour ?', false]);
    expect(await shown({ words: 'jeudi' })).toEqual(['À rappeler jeudi', true]);
    const { conversations } = await search({ visitor: 'Ondine' });
    expect(conversations[0].excerptAt).toEqual(at);
    await world.database.query(
      `UPDATE entries SET body = '' WHERE conversation_id = $1 AND kind = 'message'`,
      [conversation],
    );
    const page = await (
      await world.signIn('boss@lumiere.test')
    )
      .get(`${brand.desk}/search?visitor=Ondine`)
      .expect(200);
    expect(page.text).toMatch(/class="found-excerpt"[^>]*>\s*Attachment/);
  });
});

it('goes with the conversation when that is erased', async () => {
  const conversation = await brand.start(await brand.visitor(), 'Oublie-moi');
  await sweep();
  expect(await found({ words: 'oublie' })).toEqual([conversation]);
  for (const table of ['contacts', 'entries', 'read_marks'])
    await world.database.query(`DELETE FROM ${table} WHERE conversation_id = $1`, [conversation]);
  await world.database.query('DELETE FROM conversations WHERE id = $1', [conversation]);
  expect(await found({ words: 'oublie' })).toEqual([]);
});

function search(criteria: Partial<SearchCriteria>, size?: number) {
  return world.running.app.get(Search).page(manager, { ...ALL, ...criteria }, size);
}

async function found(criteria: Partial<SearchCriteria>, who = manager): Promise<string[]> {
  const page = await world.running.app.get(Search).page(who, { ...ALL, ...criteria });
  return page.conversations.map(({ id }) => id);
}

function sweep(): Promise<void> {
  return world.running.app.get(SearchSweep).sweep();
}

function actor(
  { id: brandId }: DeskBrand,
  { id, accountId }: DeskMember,
  role: MemberActor['role'],
): MemberActor {
  return { kind: 'member', brandId, id, accountId, role, locale: 'fr' };
}
