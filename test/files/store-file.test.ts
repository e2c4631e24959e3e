import { randomBytes, randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import sharp from 'sharp';
import { PostMessage, Threads } from '../../src/conversations/index.js';
import { MAKE_THUMBNAIL } from '../../src/files/files.job.js';
import { StoreFile, UnsentFiles } from '../../src/files/index.js';
import { Clock, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { FileStore, FileLinks, Jobs, Pump, Sandbox, UnitOfWork } from '../../src/platform/index.js';
import { outcomeOf } from '../support/outcome.js';
import { startWorldOnline, type World } from '../conversations/world.js';
import { until } from '../support/platform.js';

const ROOT = join(import.meta.dirname, '..', '..');
const HTML = Buffer.from('<!doctype html><html><body><script>alert(1)</script></body></html>');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const SECRET_PLACE = 'GPS 48.8566';

let world: World & { url: string };
let dataDir: string;
let store: StoreFile;
let visitor: VisitorActor;
let lea: MemberActor;
let conversationId: string;
let photo: Buffer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'causerie-files-'));
  world = await startWorldOnline({ DATA_DIR: dataDir });
  store = world.get(StoreFile);
  photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#c96' } })
    .withExif({ IFD0: { Copyright: SECRET_PLACE } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await world.close();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  visitor = await world.visitor();
  lea = await world.member('Léa');
  conversationId = await world.conversation(visitor, { member: lea });
});

const keep = (name: string, bytes: Uint8Array, actor: VisitorActor | MemberActor = visitor) =>
  store.run(actor, { conversationId, name, bytes });
const send = (actor: VisitorActor | MemberActor, fileIds: string[], body = '') =>
  world.get(PostMessage).run(actor, { conversationId, clientId: randomUUID(), body, fileIds });
const address = (fileId: string, variant: 'whole' | 'thumbnail' = 'whole') =>
  world.url + world.get(FileLinks).path({ brandId: world.brandId, fileId, variant, side: 'visitor' });

test('a picture is drawn anew without what stood beside it, measured, sent and shown', async () => {
  expect(photo.includes(SECRET_PLACE)).toBe(true);
  const { id } = await keep('été.jpg', photo);
  await send(visitor, [id]);
  const { entries } = await world.get(Threads).threadPage(lea, conversationId);
  expect(entries[0]).toMatchObject({
    parts: [],
    pictures: [{ name: 'été.jpg', width: 1200, height: 800 }],
    files: [],
  });
  const answer = await fetch(address(id));
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.includes(SECRET_PLACE)).toBe(false);
  expect((await sharp(bytes).metadata()).width).toBe(1200);
});

test('visitors and members of a brand take turns', async () => {
  const inspected = jest.spyOn(world.get(Sandbox), 'run');
  await keep('a.jpg', photo);
  expect(inspected.mock.calls[0][0]).toEqual({ brandId: world.brandId, party: visitor.id });
  inspected.mockRestore();
});

test('a large picture has a thumbnail', async () => {
  const { id } = await keep('a.jpg', photo);
  const answer = await fetch(address(id, 'thumbnail'));
  expect(answer.headers.get('content-type')).toBe('image/webp');
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(560);
});

test('one that a node of the version before has recorded gets its thumbnail afterwards', async () => {
  const { id } = await keep('a.jpg', photo);
  await world.get(FileStore).remove({ brandId: world.brandId, fileId: id, variant: 'thumbnail' });
  await world.database.query('UPDATE files SET has_thumbnail = false WHERE id = $1', [id]);
  const job = { brandId: world.brandId, name: MAKE_THUMBNAIL, key: id, payload: { fileId: id } };
  await world
    .get(UnitOfWork)
    .run(world.brandId, () => world.get(Jobs).schedule({ ...job, dueAt: world.get(Clock).now() }));
  world.get(Pump).turn();
  await until(
    async () =>
      (await world.database.query('SELECT FROM files WHERE id = $1 AND has_thumbnail', [id])).length,
  );
  expect((await fetch(address(id, 'thumbnail'))).status).toBe(200);
});

test('what is given out can run nowhere', async () => {
  for (const [name, bytes] of [
    ['a.jpg', photo],
    ['b.pdf', PDF],
  ] as const) {
    const { headers, status } = await fetch(address((await keep(name, bytes)).id));
    expect(status).toBe(200);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('content-disposition')).toMatch(name === 'a.jpg' ? /^inline;/ : /^attachment;/);
  }
});

test('a file is what its bytes say, whatever its name', async () => {
  expect(await outcomeOf(keep('picture.png', HTML))).toBe('file_type_refused');
  expect(await outcomeOf(keep('picture.svg', SVG))).toBe('file_type_refused');
  expect(await outcomeOf(keep('picture.png', randomBytes(5000)))).toBe('file_type_refused');
  expect(await outcomeOf(keep('picture.png', Buffer.from('MZ\u0000\u0000this program cannot be run')))).toBe(
    'file_type_refused',
  );
  expect((await keep('not-a-picture.html', PDF)).type).toBe('application/pdf');
  expect(await outcomeOf(keep('cut.jpg', photo.subarray(0, photo.length / 2)))).toBe('file_broken');
  await world.database.query(`UPDATE sites SET file_types = '{text/plain}' WHERE id = $1`, [world.siteId]);
  const { id } = await keep('page.html', HTML);
  const answer = await fetch(address(id));
  expect(answer.headers.get('content-disposition')).toContain('filename="page.html.txt"');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await outcomeOf(keep('a.jpg', photo))).toBe('file_type_refused');
  await world.database.query(`UPDATE sites SET file_types = '{image/jpeg,application/pdf}' WHERE id = $1`, [
    world.siteId,
  ]);
});

test.each([
  ['../../etc/passwd', '../../etc/passwd.pdf'],
  ['a\r\nX-Evil: 1.pdf', 'aX-Evil: 1.pdf'],
  ['invoice\u202egpj.pdf', 'invoicegpj.pdf'],
  ['"; filename="x.html', '"; filename="x.html.pdf'],
  ['💥'.repeat(100), `${'💥'.repeat(100)}.pdf`],
  ['__proto__', '__proto__.pdf'],
  [' ', 'file.pdf'],
])(
  'a name is kept without what is unseen in it, ends as its bytes are and is offered without harm: %j',
  async (sent, name) => {
    const { id, name: kept } = await keep(sent, PDF);
    expect(kept).toBe(name);
    await send(visitor, [id]);
    const { entries } = await world.get(Threads).threadPage(visitor, conversationId);
    expect(entries[0]).toMatchObject({ files: [{ name }] });
    const answer = await fetch(address(id));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-evil')).toBeNull();
    expect(answer.headers.get('content-disposition')).toMatch(/\.pdf"; filename\*=.*\.pdf$/);
    expect(answer.headers.get('content-disposition')).not.toMatch(/[/\\]|\u202e/);
  },
);

test('a file that was kept under another name before is offered by one that fits, too', async () => {
  const { id } = await keep('a.pdf', PDF);
  await world.database.query(`UPDATE files SET name = E'\\u202efdp.hta' WHERE id = $1`, [id]);
  const answer = await fetch(address(id));
  expect(answer.headers.get('content-disposition')).toContain('filename="fdp.hta.pdf"');
});

test('what is too large, empty or without a name that can be kept is refused', async () => {
  expect(await outcomeOf(keep('a.pdf', Buffer.alloc(10 * 1024 * 1024 + 1)))).toBe('file_too_large');
  expect(await outcomeOf(keep('a.pdf', Buffer.alloc(0)))).toBe('file_empty');
  expect(await outcomeOf(keep('a\u0000.pdf', PDF))).toBe('invalid_fields');
  expect(await outcomeOf(keep('x'.repeat(1001), PDF))).toBe('invalid_fields');
});

test('nobody stores, sends or finds files where they may not write', async () => {
  const stranger = await world.visitor();
  const karim = await world.member('Karim');
  expect(await outcomeOf(keep('a.pdf', PDF, stranger))).toBe('not_found');
  expect(await outcomeOf(keep('a.pdf', PDF, karim))).toBe('forbidden');
  const { id } = await keep('a.pdf', PDF);
  expect(await outcomeOf(send(lea, [id]))).toBe('file_not_found');
  await send(visitor, [id]);
  const elsewhere = await world.conversation(visitor, { member: lea });
  const again = world
    .get(PostMessage)
    .run(visitor, { conversationId: elsewhere, clientId: randomUUID(), body: '', fileIds: [id] });
  expect(await outcomeOf(again)).toBe('file_not_found');
  const terms = await world.document({ audience: 'visitors', kind: 'terms', version: 1 });
  expect(await outcomeOf(keep('a.pdf', PDF))).toBe('consent_missing');
  await world.accept(visitor, terms);
  expect(await outcomeOf(keep('a.pdf', PDF))).toBe('done');
  await world.database.query('DELETE FROM consents');
  await world.database.query('DELETE FROM documents');
});

test('an address is forged by nobody and ends', async () => {
  const { id } = await keep('a.pdf', PDF);
  const url = address(id);
  const token = url.split('/').at(-1) ?? '';
  const other = Buffer.from(JSON.stringify({ b: world.brandId, f: randomUUID() })).toString('base64url');
  for (const forged of [
    `${other}.${token.split('.')[1]}`,
    token.slice(0, -2),
    'x',
    '%00',
    '..%2f..%2fsecret',
  ]) {
    expect((await fetch(`${world.url}/files/${forged}`)).status).toBe(404);
  }
  expect((await fetch(url)).status).toBe(200);
  world.get(Clock).shift(3_600_000);
  expect((await fetch(url)).status).toBe(404);
  world.get(Clock).release();
});

test('a file that nobody sent is forgotten after a day', async () => {
  const forgotten = await keep('a.pdf', PDF);
  const sent = await keep('b.pdf', PDF);
  await send(visitor, [sent.id]);
  world.get(Clock).shift(60_000);
  const younger = await keep('c.pdf', PDF);
  world.get(Clock).shift(24 * 3_600_000 - 30_000);
  world.get(Pump).turn();
  await until(
    async () => (await world.database.query('SELECT FROM files WHERE id = $1', [forgotten.id])).length === 0,
  );
  for (const { id } of [sent, younger])
    expect(await world.database.query('SELECT FROM files WHERE id = $1', [id])).toHaveLength(1);
  await until(
    async () =>
      (await world
        .get(FileStore)
        .bytes({ brandId: world.brandId, fileId: forgotten.id, variant: 'whole' })) === null,
  );
  world.get(Clock).release();
});

test('a full disk is said clearly, and leaves neither a row nor half a file', async () => {
  const folder = await mkdtemp(join(dataDir, 'full-'));
  const script = `
    import 'reflect-metadata';
    import { LocalFileStore } from '${join(ROOT, 'dist/platform/files/local-file-store.js')}';
    const store = new LocalFileStore({ dataDir: '${folder}' });
    const ref = { brandId: '${randomUUID()}', fileId: '${randomUUID()}', variant: 'whole' };
    await store.write(ref, Buffer.alloc(1_000_000)).catch(({ code }) => console.log(code));
    console.log(await store.bytes(ref));`;
  const limited = ['-c', 'ulimit -f 64; exec "$0" --input-type=module -e "$1"', process.execPath, script];
  const { stdout } = await promisify(execFile)('/bin/sh', limited, { cwd: ROOT });
  expect(stdout.trim().split('\n')).toEqual(['storage_full', 'null']);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});

test('a member is told which of the files of a draft can still be sent: their own, until a message carries them', async () => {
  const karim = await world.member('Karim');
  const [mine, sent] = [await keep('a.pdf', PDF, lea), await keep('b.pdf', PDF, lea)];
  await send(lea, [sent.id]);
  const fileIds = [mine.id, sent.id, randomUUID(), 'not an id'];
  const unsent = world.get(UnsentFiles);
  expect(await unsent.among(lea, { conversationId, fileIds })).toEqual([mine.id]);
  const theirs = await world.conversation(await world.visitor(), { member: karim });
  expect(await unsent.among(karim, { conversationId: theirs, fileIds })).toEqual([]);
});
