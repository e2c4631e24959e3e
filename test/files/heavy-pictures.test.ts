import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import sharp from 'sharp';
import { PostMessage } from '../../src/conversations/index.js';
import { StoreFile } from '../../src/files/index.js';
import { newId, type VisitorActor } from '../../src/kernel/index.js';
import { outcomeOf } from '../support/outcome.js';
import { GREY, png } from '../support/png.js';
import { startWorld, type World } from '../conversations/world.js';

let world: World;
let dataDir: string;
let visitor: VisitorActor;
let conversationId: string;
let huge: Buffer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'causerie-pictures-'));
  world = await startWorld({ DATA_DIR: dataDir });
  huge = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: '#c96' } })
    .withExif({ IFD0: { Copyright: 'GPS 48.8566', Orientation: '6' } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await world?.close();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  visitor = await world.visitor();
  conversationId = await world.conversation(visitor, { member: await world.member('Léa') });
});

const keep = (name: string, bytes: Uint8Array) =>
  world.get(StoreFile).run(visitor, { conversationId, name, bytes });

/** A picture of a few kilobytes that unfolds to as many pixels as it likes. */
function bomb(width: number, height: number): Buffer {
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * 64);
  return png({ width, height, depth: 1, colour: GREY, rows });
}

test('a picture of more pixels than anybody sends is refused as too large, before it unfolds', async () => {
  expect(await outcomeOf(keep('bomb.png', bomb(60_000, 60_000)))).toBe('picture_too_large');
  expect(await outcomeOf(keep('broken.png', bomb(2_000, 2_000)))).toBe('file_broken');
});

test('a large photo is kept upright without what stood beside it', async () => {
  const { id } = await keep('photo.jpg', huge);
  const [file] = await world.database.query<{ width: number; height: number; size: number }>(
    'SELECT width, height, size FROM files WHERE id = $1',
    [id],
  );
  expect(file).toMatchObject({ width: 7000, height: 7000 });
});

test('pictures as phones of Apple make them are refused with what to do', async () => {
  const heic = Buffer.from('000000186674797068656963000000006d69663168656963', 'hex');
  expect(await outcomeOf(keep('IMG_0001.HEIC', heic))).toBe('file_heic');
});

test('texts of older programs are texts', async () => {
  await world.database.query(`UPDATE sites SET file_types = file_types || '{text/plain}'`);
  for (const bytes of [Buffer.from('Ça coûte 5 £', 'latin1'), Buffer.from('\ufeffÇa coûte 5 £', 'utf16le')])
    expect((await keep('prix.txt', bytes)).type).toBe('text/plain');
});

test('twelve pictures of 49 megapixels at once leave other brands as they were', async () => {
  const other = await world.neighbour();
  const member = await other.member('Zoe');
  const theirs = await other.conversation(await other.visitor(), { member });
  const post = () =>
    other.get(PostMessage).run(member, { conversationId: theirs, clientId: newId(), body: 'Hello' });
  await post();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const uploads = Array.from({ length: 12 }, (_, at) => keep(`${at}.jpg`, huge).then(() => 'kept', codeOf));
  const all = Promise.all(uploads);
  let isOver = false;
  void all.then(() => (isOver = true));
  const times: number[] = [];
  while (!isOver) {
    const begun = performance.now();
    await post();
    times.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  delay.disable();
  const outcomes = await all;
  expect(outcomes.filter((outcome) => outcome === 'kept').length).toBeGreaterThanOrEqual(6);
  expect(outcomes.every((outcome) => outcome === 'kept' || outcome === 'files_busy')).toBe(true);
  times.sort((a, b) => a - b);
  expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(250);
  expect(delay.percentile(99) / 1e6).toBeLessThan(200);
});

function codeOf({ code }: { code: string }): string {
  return code;
}
