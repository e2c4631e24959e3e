import { jest } from '@jest/globals';
import { StoreFile } from '../../src/files/index.js';
import { MailFiles } from '../../src/inbound/mail-files.js';
import { Refusal } from '../../src/kernel/index.js';

const PICTURE = { type: 'image/png', picture: null, thumbnail: null };
const MOST = 30;
const LONGEST_MS = 40_000;

const file = (name: string, isDecoration = false) => ({ name, bytes: Buffer.from(name), isDecoration });
const never = () => new Promise<never>(() => undefined);

/** The files of a mail, whose bytes are their names, as this inspection tells of them. */
function inspecting(inspect: (name: string) => Promise<typeof PICTURE>) {
  const asked: string[] = [];
  const store = {
    inspect: (_: unknown, bytes: Uint8Array) => {
      const name = Buffer.from(bytes).toString();
      asked.push(name);
      return inspect(name);
    },
  } as unknown as StoreFile;
  const run = async (files: ReturnType<typeof file>[], isPatient = true) =>
    (await new MailFiles(store).inspected('brand', files, { isPatient })).map(({ name, inspected }) => [
      name,
      inspected?.type ?? null,
    ]);
  return { asked, run };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('inspects what somebody sends before what decorates their mail, and so many of one mail', async () => {
  const { asked, run } = inspecting(async () => PICTURE);
  const files = [file('logo', true), ...Array.from({ length: MOST }, (_, at) => file(`photo ${at}`))];
  const found = await run(files);
  expect(asked).toEqual(files.slice(1).map(({ name }) => name));
  expect(found.at(-1)).toEqual(['logo', null]);
  expect(found.slice(0, -1).every(([, type]) => type === 'image/png')).toBe(true);
});

it('leaves out what is refused, now and later', async () => {
  const { run } = inspecting(async (name) => {
    if (name === 'bomb') throw new Refusal('too_large', 'picture_too_large');
    return PICTURE;
  });
  expect(await run([file('bomb'), file('photo')])).toEqual([
    ['bomb', null],
    ['photo', 'image/png'],
  ]);
});

it.each(['too_many', 'unavailable'] as const)(
  'has the mail read again where it is told: %s',
  async (kind) => {
    const { run } = inspecting(async () => {
      throw new Refusal(kind, 'files_busy');
    });
    await expect(run([file('photo')], false)).rejects.toMatchObject({ code: 'files_busy' });
  },
);

describe('when the time of its lease is over', () => {
  it('has the mail read again, rather than leave out what others kept waiting', async () => {
    const { run } = inspecting(never);
    const reading = expect(run([file('photo')])).rejects.toMatchObject({ code: 'files_busy' });
    await jest.advanceTimersByTimeAsync(LONGEST_MS);
    await reading;
  });

  it('waits until then', async () => {
    let isOver = false;
    const { run } = inspecting(never);
    const reading = run([file('photo')]).finally(() => (isOver = true));
    reading.catch(() => undefined);
    await jest.advanceTimersByTimeAsync(LONGEST_MS - 1);
    expect(isOver).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });

  it('leaves out what is left, in the end, and keeps what was inspected', async () => {
    const { asked, run } = inspecting((name) => (name === 'photo' ? Promise.resolve(PICTURE) : never()));
    const reading = run([file('photo'), file('slow'), file('behind it')], false);
    await jest.advanceTimersByTimeAsync(LONGEST_MS);
    expect(await reading).toEqual([
      ['photo', 'image/png'],
      ['slow', null],
      ['behind it', null],
    ]);
    expect(asked).toEqual(['photo', 'slow']);
  });
});
