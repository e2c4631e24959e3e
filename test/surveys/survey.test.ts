import { CloseConversation, type CloseReason } from '../../src/conversations/index.js';
import { systemActor } from '../../src/kernel/index.js';
import { VisitorLinks } from '../../src/visitors/index.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from '../messenger/world.js';

describe('the satisfaction survey', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start({ RATE_LIMIT_FACTOR: '100' });
    shop = await world.shop('lamps');
  });

  afterAll(() => world?.close());

  async function talk(): Promise<{ visitor: TestVisitor; conversationId: string }> {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    const { conversationId } = await visitor.write('Is the lamp dimmable?');
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, queue_no = NULL WHERE id = $1`,
      [conversationId, shop.agent.id],
    );
    return { visitor, conversationId: String(conversationId) };
  }

  async function closed(reason?: CloseReason): Promise<{ visitor: TestVisitor; conversationId: string }> {
    const all = await talk();
    await world.running.app
      .get(CloseConversation)
      .run(shop.agent, { conversationId: all.conversationId, reason });
    return all;
  }

  const kept = (id: string) =>
    world.database.query('SELECT score, recommendation, comment FROM surveys WHERE conversation_id = $1', [
      id,
    ]);
  const content = async ({ token }: TestVisitor, id: string) => {
    const answer = await fetch(`${world.url}/w/${shop.key}/content?conversation=${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.text();
  };

  it('asks whom a member has served, once', async () => {
    const { visitor, conversationId } = await closed();
    expect(await content(visitor, conversationId)).toContain('data-survey=');
    const first = { conversationId, score: 4, recommendation: 9, comment: 'Kind and quick' };
    expect(await visitor.ask('survey', first)).toEqual({ ok: true, state: 'answered' });
    expect(await visitor.ask('survey', { conversationId, score: 1 })).toEqual({
      ok: true,
      state: 'repeated',
    });
    expect(await kept(conversationId)).toEqual([{ score: 4, recommendation: 9, comment: 'Kind and quick' }]);
    const after = await content(visitor, conversationId);
    expect(after).not.toContain('data-survey=');
    expect(after).toContain('Thank you for your feedback');
  });

  it('keeps one of two answers that come at the same time', async () => {
    const { visitor, conversationId } = await closed();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((score) => visitor.ask('survey', { conversationId, score })),
    );
    expect(answers.map(({ state }) => state).sort()).toEqual([
      'answered',
      'repeated',
      'repeated',
      'repeated',
    ]);
    expect(await kept(conversationId)).toHaveLength(1);
    const lines = await world.database.query(
      `SELECT code FROM entries WHERE conversation_id = $1 AND code LIKE 'surveyed%'`,
      [conversationId],
    );
    expect(lines).toEqual([{ code: 'surveyed_score' }]);
  });

  it.each([
    ['a score', { score: 5 }, 'surveyed_score'],
    ['a recommendation', { recommendation: 0 }, 'surveyed_recommendation'],
    ['a comment', { comment: 'شكرًا 🙏' }, 'surveyed'],
  ])('takes %s alone, tells members of it, and of the comment to nobody else', async (_, answer, code) => {
    const { visitor, conversationId } = await closed();
    expect(await visitor.ask('survey', { conversationId, ...answer })).toMatchObject({ ok: true });
    const [line] = await world.database.query(
      'SELECT code, visitor_seq FROM entries WHERE conversation_id = $1 ORDER BY seq DESC LIMIT 1',
      [conversationId],
    );
    expect(line).toEqual({ code, visitor_seq: null });
    const [event] = await world.database.query(
      `SELECT data FROM events WHERE conversation_id = $1 AND name = 'survey.answered'`,
      [conversationId],
    );
    expect(event.data).toEqual({
      score: null,
      recommendation: null,
      ...('comment' in answer ? {} : answer),
      hasComment: 'comment' in answer,
    });
  });

  it.each([
    ['nothing', {}, 'survey_empty'],
    ['a blank comment', { comment: ' \n\u200b' }, 'survey_empty'],
    ['a score beyond the scale', { score: 6 }, 'invalid_input'],
    ['half a point', { recommendation: 7.5 }, 'invalid_input'],
    ['a score that is a word', { score: '5' }, 'invalid_input'],
    ['a comment that is too long', { comment: 'x'.repeat(2001) }, 'too_long'],
    ['a comment that cannot be kept', { comment: 'a\u0000b' }, 'characters_refused'],
  ])('refuses %s in words', async (_, answer, code) => {
    const { visitor, conversationId } = await closed();
    expect(await visitor.ask('survey', { conversationId, ...answer })).toMatchObject({ ok: false, code });
    expect(await kept(conversationId)).toEqual([]);
  });

  it('is not asked while the conversation goes on, after a block, or when nobody has closed it', async () => {
    const open = await talk();
    const blocked = await closed('blocked');
    const ended = await talk();
    await world.running.app
      .get(CloseConversation)
      .run(systemActor(shop.brandId), { conversationId: ended.conversationId, reason: 'bot_ended' });
    for (const { visitor, conversationId } of [open, blocked, ended]) {
      expect(await content(visitor, conversationId)).not.toContain('data-survey=');
      expect(await visitor.ask('survey', { conversationId, score: 5 })).toMatchObject({
        ok: false,
        code: 'survey_closed',
      });
    }
  });

  it('is nobody else’s to answer, and nothing for who is blocked or has not accepted', async () => {
    const { visitor, conversationId } = await closed();
    const other = await world.visitor(shop);
    const theirs = await other.ask('survey', { conversationId, score: 1 });
    const nobodys = await other.ask('survey', { conversationId: crypto.randomUUID(), score: 1 });
    expect(theirs).toMatchObject({ ok: false, code: 'not_found' });
    expect(theirs).toEqual(nobodys);
    await world.database.query('DELETE FROM consents');
    expect(await visitor.ask('survey', { conversationId, score: 1 })).toMatchObject({
      code: 'consent_missing',
    });
    expect(await content(visitor, conversationId)).not.toContain('data-survey=');
    await visitor.accept();
    await world.database.query(
      `UPDATE visitors SET blocked_at = created_at WHERE id = (SELECT visitor_id FROM conversations WHERE id = $1)`,
      [conversationId],
    );
    expect(await visitor.ask('survey', { conversationId, score: 1 })).toMatchObject({
      code: 'unavailable',
    });
  });

  it('takes a late answer by the link of a mail in the visitor’s own browser, and none elsewhere', async () => {
    const { visitor, conversationId } = await closed();
    const [{ visitor_id: visitorId }] = await world.database.query(
      'SELECT visitor_id FROM conversations WHERE id = $1',
      [conversationId],
    );
    const address = world.running.app.get(VisitorLinks).address({
      brandId: shop.brandId,
      siteId: shop.siteId,
      visitorId: String(visitorId),
      conversationId,
      purpose: 'survey',
      seqs: [1],
    });
    const link = address.slice(address.lastIndexOf('/') + 1);
    const follow = (token?: string) =>
      once<{ token: string; link: { conversation: string; token?: string } }>(
        world.socket(shop.origin, { site: shop.key, part: 'loader', link, token }),
        'hello',
      );
    const rate = async (token: string | undefined) =>
      (
        await fetch(`${world.url}/w/${shop.key}/surveys`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ conversationId, score: 3 }),
        })
      ).json();
    const elsewhere = await follow();
    expect(await rate(elsewhere.link.token)).toMatchObject({ code: 'visitor_unknown' });
    expect(await rate(elsewhere.token)).toMatchObject({ code: 'not_found' });
    const own = await follow(visitor.token);
    expect(own.link).toEqual({ conversation: conversationId });
    expect(await rate(own.token)).toEqual({ state: 'answered' });
  });
});
