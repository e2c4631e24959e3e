import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, RequestHandler } from 'express';
import { Refusal } from '../../kernel/index.js';
import { ClientAddresses } from '../limits/client-addresses.js';
import { NetworkPace } from '../limits/network-pace.js';

/** In requests: what strangers post has a password to be worked out. */
const COST_OF_A_PASSWORD = 5;
/** A brand's settings with their texts in all languages. */
export const LARGEST_BODY = 256 * 1024;
/** What is typed is looked at, worded again and sent back. */
const BYTES_OF_A_REQUEST = 16_384;

/**
 * Members' pages are served at an even pace: one account at its own, whatever network it comes by, and what is asked
 * without being signed in as visitors are. `isTheirs` tells the paths of members' pages.
 */
export function membersTurns(
  app: NestExpressApplication,
  isTheirs: (path: string) => boolean,
): RequestHandler {
  const [addresses, pace] = [app.get(ClientAddresses), app.get(NetworkPace)];
  return async (request, response, next) => {
    if (!isTheirs(request.path)) return next();
    const { accountId } = request.session ?? {};
    const { network } = addresses.of(request);
    const whose = accountId ? `account ${accountId}` : network;
    try {
      const leave = await pace.enter(whose, {
        cost: costOf(request, accountId === undefined),
      });
      if (response.closed) leave();
      else response.once('close', leave);
    } catch (refusal) {
      request.body = undefined;
      await pace.refused(whose);
      throw accountId ? ofAccount(refusal) : refusal;
    }
    next();
  };
}

function costOf(request: Request, isStranger: boolean): number {
  // Who does not say how much there is may have sent all that is taken.
  const isUnsaid = request.get('transfer-encoding') !== undefined;
  const size = isUnsaid ? LARGEST_BODY : Number(request.get('content-length')) || 0;
  return (isStranger && request.method === 'POST' ? COST_OF_A_PASSWORD : 1) + size / BYTES_OF_A_REQUEST;
}

function ofAccount(refusal: unknown): unknown {
  return refusal instanceof Refusal ? new Refusal('too_many', 'too_many', refusal.details) : refusal;
}
