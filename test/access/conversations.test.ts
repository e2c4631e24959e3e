import { ConversationAccess } from '../../src/conversations/conversation.access.js';
import { Conversation } from '../../src/conversations/conversation.entity.js';
import { FileAccess } from '../../src/files/file.access.js';
import { StoredFile } from '../../src/files/file.entity.js';
import { newId, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import type { BrandRows } from '../conversations/rows.js';
import { refusalOf } from '../rights/fakes.js';
import { startLoaders, type Loaders } from './world.js';

const NOT_FOUND = 'not_found not_found';
const FORBIDDEN = 'forbidden forbidden';

let world: Loaders;
let other: BrandRows;
let access: ConversationAccess;
let ada: VisitorActor;
let tom: MemberActor;
let lea: MemberActor;

beforeAll(async () => {
  world = await startLoaders([Conversation, StoredFile]);
  other = await world.neighbour();
  access = new ConversationAccess(world.unitOfWork);
});
afterAll(() => world?.close());
beforeEach(async () => {
  ada = await world.visitor({ name: 'Ada' });
  tom = await world.member('Tom');
  lea = await world.member('Léa');
});

/** By either way to ask; they have to agree. */
async function mayRead(actor: MemberActor, id: string): Promise<boolean> {
  const refusal = await refusalOf(access.conversation(actor, id));
  const isListed = (await access.readable(actor, [id])).length > 0;
  expect([refusal, isListed]).toEqual(isListed ? [null, true] : [FORBIDDEN, false]);
  return isListed;
}

describe('a conversation is read', () => {
  let theirs: string;
  beforeEach(async () => (theirs = await world.conversation(ada, { member: tom })));

  it('by managers and admins, and by no other agent', async () => {
    const read = async (role: MemberActor['role']) => mayRead(await world.member('M', role), theirs);
    expect([await read('manager'), await read('admin'), await read('agent')]).toEqual([true, true, false]);
  });

  it('by whom it is with, and later by whom it was with', async () => {
    const seen = await world.conversation(ada, { state: 'closed' });
    expect([await mayRead(tom, theirs), await mayRead(lea, theirs)]).toEqual([true, false]);
    const held = await world.conversation(await world.visitor(), { member: lea });
    await world.database.query('DELETE FROM contacts WHERE conversation_id = $1', [held]);
    expect(await mayRead(lea, held)).toBe(true);
    expect(await mayRead(lea, seen)).toBe(false);
    await contact(lea, seen);
    expect(await mayRead(lea, seen)).toBe(true);
  });

  it('by whom it is assigned to, and by whoever keeps it', async () => {
    const waiting = await world.conversation(ada);
    expect(await mayRead(lea, waiting)).toBe(false);
    await world.set('conversations', waiting, `assigned_to = '${lea.id}'`);
    expect(await mayRead(lea, waiting)).toBe(true);
    await world.set(
      'conversations',
      waiting,
      `assigned_to = NULL, state = 'snoozed', snoozed_until = now(), snoozed_by = '${lea.id}'`,
    );
    expect(await mayRead(lea, waiting)).toBe(true);
  });

  it('by a contact with this conversation and of this member alone', async () => {
    const elsewhere = await world.conversation(await world.visitor(), { state: 'closed' });
    await contact(lea, elsewhere);
    expect(await mayRead(lea, theirs)).toBe(false);
  });

  it('by whoever is talking with its visitor at the moment', async () => {
    const earlier = await world.conversation(ada, { state: 'closed' });
    const now = await world.conversation(ada, { member: lea });
    expect(await mayRead(lea, earlier)).toBe(true);
    await world.set(
      'conversations',
      now,
      `state = 'closed', member_id = NULL, closed_at = started_at, close_reason = 'done'`,
    );
    expect(await mayRead(lea, earlier)).toBe(false);
    await world.conversation(await world.visitor(), { member: lea });
    expect(await mayRead(lea, earlier)).toBe(false);
  });

  it.each<[string, boolean, boolean]>([
    ['a merged browser, of the customer', true, false],
    ['the customer, in a merged browser', false, true],
    ['a merged browser, in another one', true, true],
  ])('by whoever is talking with %s', async (_whom, isHeldMerged, isReadMerged) => {
    const browser = () => world.visitor({ mergedInto: ada.id });
    await world.conversation(isHeldMerged ? await browser() : ada, { member: lea });
    const earlier = await world.conversation(isReadMerged ? await browser() : ada, { state: 'closed' });
    expect(await mayRead(lea, earlier)).toBe(true);
  });

  it('by nobody of another brand, whatever ids stand there', async () => {
    const manager = await other.member('Stranger', 'admin');
    expect(await access.readable(manager, [theirs])).toEqual([]);
    expect(await refusalOf(access.conversation(manager, theirs))).toBe(NOT_FOUND);
    // The same ids in the other brand, where Léa is an admin and holds what is Tom's here.
    const twin = await other.member('Léa', 'admin', lea.id);
    await other.conversation(await other.visitor({ id: ada.id }), { id: theirs, member: twin });
    expect(await mayRead(lea, theirs)).toBe(false);
    expect(await access.readable(tom, [theirs])).toEqual([theirs]);
  });

  it('where it is listed among others', async () => {
    const more = await world.conversation(await world.visitor(), { member: tom });
    const foreign = await world.conversation(await world.visitor(), { member: lea });
    expect((await access.readable(tom, [theirs, more, foreign, newId()])).sort()).toEqual(
      [theirs, more].sort(),
    );
    expect(await access.readable(tom, [])).toEqual([]);
  });

  it('by its visitor, in every browser that was rejoined', async () => {
    const phone = await world.visitor({ mergedInto: ada.id });
    const reading = (actor: VisitorActor) => refusalOf(access.conversation(actor, theirs));
    expect([await reading(ada), await reading(phone)]).toEqual([null, NOT_FOUND]);
    await world.set('visitors', phone.id, 'rejoined_at = created_at');
    expect(await reading(phone)).toBeNull();
    expect(await reading(await world.visitor())).toBe(NOT_FOUND);
  });
});

describe('a file', () => {
  let files: FileAccess;
  let conversationId: string;
  let id: string;

  beforeEach(async () => {
    files = new FileAccess(world.unitOfWork, access);
    conversationId = await world.conversation(ada, { member: tom });
    id = await file(conversationId);
  });

  it('is for those who may read the conversation that it stands in', async () => {
    expect(await files.file(tom, id)).toMatchObject({ id, conversationId, name: 'a.png' });
    expect(await files.file(ada, id)).toMatchObject({ id, conversationId });
    expect(await refusalOf(files.file(lea, id))).toBe(FORBIDDEN);
    expect(await refusalOf(files.file(await world.visitor(), id))).toBe(NOT_FOUND);
    expect(await refusalOf(files.file(await other.member('A', 'admin'), id))).toBe(NOT_FOUND);
  });

  it('is none before a message carries it, or by another id', async () => {
    expect(await refusalOf(files.file(tom, await file(null)))).toBe(NOT_FOUND);
    for (const no of [newId(), 'no id', '']) expect(await refusalOf(files.file(tom, no))).toBe(NOT_FOUND);
  });

  it('is known within its brand by its id alone', async () => {
    const loose = await file(null);
    expect(await files.known(world.brandId, loose)).toMatchObject({ id: loose, conversationId: null });
    expect(await files.known(world.brandId, id)).toMatchObject({ id, conversationId });
    expect(await refusalOf(files.known(other.brandId, id))).toBe(NOT_FOUND);
    for (const no of [newId(), 'no id'])
      expect(await refusalOf(files.known(world.brandId, no))).toBe(NOT_FOUND);
  });

  async function file(of: string | null): Promise<string> {
    const fileId = newId();
    await world.database.query(
      `INSERT INTO files (brand_id, id, conversation_id, side, uploaded_by, name, type, size, created_at)
       VALUES ($1, $2, $3, 'visitor', $4, 'a.png', 'image/png', 1, '2026-01-01')`,
      [world.brandId, fileId, of, ada.id],
    );
    return fileId;
  }
});

async function contact({ id, brandId }: MemberActor, conversationId: string): Promise<void> {
  await world.database.query(
    `INSERT INTO contacts (brand_id, id, conversation_id, member_id, started_at, ended_at, ended_how)
     VALUES ($1, $2, $3, $4, '2026-01-01', '2026-01-02', 'transferred')`,
    [brandId, newId(), conversationId, id],
  );
}
