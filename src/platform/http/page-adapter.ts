import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';

/** Sends pages that are bytes already as they are; Nest would turn them into JSON. */
export class PageAdapter extends ExpressAdapter {
  override reply(response: Response, body: unknown, status?: number): unknown {
    if (!Buffer.isBuffer(body)) return super.reply(response, body, status);
    if (status !== undefined) response.status(status);
    return response.send(body);
  }
}
