import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { defer, lastValueFrom, of } from 'rxjs';
import {
  FileUpload,
  IntakePace,
  NetworkPace,
  OpenUploads,
  type Config,
  type Upload,
  type Uploader,
} from '../../src/platform/index.js';

const MEGABYTE = 1024 * 1024;
const CONFIG = { rateLimitFactor: 1, networkPace: 1000 } as Config;
/** What a timer may be early. */
const EARLY_MS = 5;

class OfficeUpload extends FileUpload {
  protected uploaderOf(): Uploader {
    return { key: 'ada', network: 'office' };
  }
}

let intake: IntakePace;
let server: Server;

beforeEach(async () => {
  intake = new IntakePace(CONFIG);
  const upload = new OfficeUpload(new OpenUploads(CONFIG), new NetworkPace(CONFIG), intake);
  server = createServer((request, response) => {
    const http = { getRequest: () => request, getResponse: () => response };
    const context = { switchToHttp: () => http } as unknown as ExecutionContext;
    const handle = () => defer(() => of((request as Request & { file: Upload }).file.buffer.length));
    void upload
      .intercept(context, { handle })
      .then((kept) => lastValueFrom(kept))
      .then((size) => response.end(String(size)));
  });
  await once(server.listen(0), 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** How long it takes until a file of so many bytes is there. */
async function timeOf(size: number): Promise<number> {
  const body = new FormData();
  body.append('file', new Blob([Buffer.alloc(size)]), 'a.bin');
  const begun = performance.now();
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
  expect(await answer.text()).toBe(String(size));
  return performance.now() - begun;
}

it('every byte of a file is counted for the network that it comes from', async () => {
  const counted = jest.spyOn(intake, 'waitAfter');
  await timeOf(MEGABYTE);
  expect(new Set(counted.mock.calls.map(([network]) => network))).toEqual(new Set(['office']));
  const bytes = counted.mock.calls.reduce((sum, [, count]) => sum + count, 0);
  expect(bytes).toBeGreaterThanOrEqual(MEGABYTE);
});

it('a network that has used up what may come at once is read no faster than its pace', async () => {
  const begun = performance.now();
  const owed = intake.waitAfter('office', 26 * MEGABYTE);
  await timeOf(2 * MEGABYTE);
  expect(owed).toBeGreaterThan(0);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(2 * owed - EARLY_MS);
});
