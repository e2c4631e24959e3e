import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import { ClientAddresses } from '../limits/client-addresses.js';
import { NetworkPace } from '../limits/network-pace.js';

/** A password is worked out; the rest of what strangers may do is a page. */
const COSTS: Record<string, number> = { POST: 5 };

/** What is asked without being signed in, of pages that are for members, waits for its network's turn as visitors do. */
export function strangersTurns(
  app: NestExpressApplication,
  isTheirs: (path: string) => boolean,
): RequestHandler {
  const [addresses, pace] = [app.get(ClientAddresses), app.get(NetworkPace)];
  return async (request, response, next) => {
    if (request.session?.accountId || !isTheirs(request.path)) return next();
    const { network } = addresses.of(request);
    try {
      const leave = await pace.enter(network, { cost: COSTS[request.method] ?? 1 });
      if (response.closed) leave();
      else response.once('close', leave);
    } catch (refusal) {
      request.body = undefined;
      await pace.refused(network);
      throw refusal;
    }
    next();
  };
}
