import { jest } from '@jest/globals';
import type { Request } from 'express';
import { OpenUploads, type Config, type Uploader } from '../../src/platform/index.js';

const PLACES = { ofUploader: 2, ofNetwork: 4, ofProcess: 6 };

interface Sending {
  socket: { bytesRead: number };
  complete: boolean;
}

let uploads: OpenUploads;
beforeEach(() => {
  jest.useFakeTimers();
  uploads = new OpenUploads({ rateLimitFactor: 1 } as Config);
  Object.assign(uploads.limits, PLACES);
});
afterEach(() => {
  jest.useRealTimers();
});

const from = (key: string, network: string | null = null): Uploader => ({ key, network });

/** An upload that is under way, and the code of what has ended it. */
function open(uploader: Uploader) {
  const sending: Sending = { socket: { bytesRead: 0 }, complete: false };
  const { ended, leave } = uploads.enter(sending as Request, uploader);
  const upload = { sending, leave, code: null as string | null };
  ended.catch(({ code }: { code: string }) => (upload.code = code));
  return upload;
}

const many = (count: number, uploaderOf: (at: number) => Uploader) =>
  Array.from({ length: count }, (_, at) => open(uploaderOf(at)));

/** Seconds pass in which each of them brings so many bytes a second. */
async function pass(seconds: number, moving: { sending: Sending }[], bytes = 100_000): Promise<void> {
  for (let at = 0; at < seconds; at += 1) {
    for (const { sending } of moving) sending.socket.bytesRead += bytes;
    await jest.advanceTimersByTimeAsync(1000);
  }
}

describe('the places of uploads', () => {
  it.each<[string, (at: number) => Uploader, number, string]>([
    ['one visitor', () => from('eve', 'office'), 2, 'too_many'],
    ['one network', (at) => from(`visitor ${at}`, 'office'), 4, 'too_many_from_network'],
    ['the process', (at) => from(`visitor ${at}`, `network ${at}`), 6, 'too_many_at_once'],
  ])('of %s are so many, and free again when one leaves', (_, uploaderOf, most, code) => {
    const taken = many(most, uploaderOf);
    expect(() => open(uploaderOf(most))).toThrow(expect.objectContaining({ code }) as Error);
    taken[0].leave();
    open(uploaderOf(most));
  });

  it('are not counted by network where limits of load do not hold', () => {
    many(6, (at) => from(`visitor ${at}`));
  });

  it('go from the slowest to who comes', async () => {
    const taken = many(4, (at) => from(`visitor ${at}`, 'office'));
    await pass(5, taken.slice(1));
    open(from('new', 'office'));
    await pass(1, []);
    expect(taken.map(({ code }) => code)).toEqual(['too_many_from_network', null, null, null]);
    expect(() => open(from('newer', 'office'))).toThrow();
  });

  it('are kept by what is new, what moves, and what is whole', async () => {
    const taken = many(3, (at) => from(`visitor ${at}`, 'office'));
    taken[0].sending.complete = true;
    await pass(5, taken.slice(1));
    open(from('eve', 'office'));
    expect(() => open(from('newer', 'office'))).toThrow();
  });

  it('go from who has most to who has none, however fast those are', async () => {
    Object.assign(uploads.limits, { ofUploader: 3 });
    const taken = [...many(3, () => from('eve', 'office')), open(from('ann', 'office'))];
    await pass(5, taken);
    taken[1].sending.socket.bytesRead -= 1;
    expect(() => open(from('eve', 'office'))).toThrow();
    open(from('bob', 'office'));
    expect(() => open(from('bob', 'office'))).toThrow();
    await pass(1, []);
    expect(taken.map(({ code }) => code)).toEqual([null, 'too_many_from_network', null, null]);
  });

  it('go from the network that has most of the process, however fast', async () => {
    const taken = [
      ...many(4, (at) => from(`visitor ${at}`, 'flood')),
      ...many(2, (at) => from(`${at}`, 'office')),
    ];
    await pass(5, taken);
    open(from('new', 'elsewhere'));
    await pass(1, taken);
    expect(taken.filter(({ code }) => code !== null)).toEqual([taken[0]]);
  });
});

it('ends an upload that hardly comes any further, and none that moves or is whole', async () => {
  const [stalled, moving, whole] = many(3, (at) => from(`visitor ${at}`));
  whole.sending.complete = true;
  await pass(19, [moving], 1500);
  expect(stalled.code).toBeNull();
  await pass(3, [moving], 1500);
  expect([stalled, moving, whole].map(({ code }) => code)).toEqual(['file_too_slow', null, null]);
  await pass(25, [], 0);
  expect([moving, whole].map(({ code }) => code)).toEqual(['file_too_slow', null]);
});
