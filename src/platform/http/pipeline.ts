import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import type { Request, RequestHandler } from 'express';
import { Assets } from '../assets/assets.js';
import { Config } from '../config/config.js';
import { I18n } from '../i18n/i18n.js';
import { Secrets } from '../secrets.js';
import { bodies, LARGEST_OF_VISITORS } from './body.js';
import { ClientAddresses } from '../limits/client-addresses.js';
import { onlyWithCookies } from './cookies.js';
import { csrf } from './csrf.js';
import { cutOffAnswered } from './linger.js';
import { NetworkPace } from '../limits/network-pace.js';
import type { RateLimit } from '../limits/rate-limit.js';
import { RateLimits } from '../limits/rate-limits.js';
import { securityHeaders } from './security.js';
import { Sessions } from './sessions.js';
import { staticFiles } from './static.js';
import { LARGEST_BODY, membersTurns } from './members-turns.js';

/** What every request passes before it reaches a controller, in this order. */
export function installPipeline(app: NestExpressApplication): void {
  const config = app.get(Config);
  app.set('trust proxy', app.get(ClientAddresses).trusts);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(cutOffAnswered());
  app.use(securityHeaders(config));
  app.use(staticFiles(app.get(Assets)));
  app.use(publicRequests(app));
  app.use(visitorsTurns(app));
  app.use(compression({ threshold: 1400 }));
  app.use(onlyWithCookies(cookieParser()));
  app.use(app.get(Sessions).handlers());
  app.use(readerLocale(app.get(I18n)));
  app.use(bodies(LARGEST_BODY));
  app.use(membersTurns(app, (path) => !PUBLIC.test(path) && !WATCHING.test(path)));
  app.use(csrf(config, app.get(Secrets)));
  app.use(neverKept);
}

/** Paths: in letters of any size, as the router takes them. What anybody may ask for without signing in; loads of files that pages are made of go before it. */
const PUBLIC = /^\/(w|l|mail|files|api|callbacks)\//i;
const PUBLIC_REQUESTS: RateLimit = { name: 'requests-address', points: 3000, seconds: 60, of: 'address' };

/** What watches over the process must not wait for those who flood it. */
const WATCHING = /^\/(health\/|metrics$)/i;

/** What visitors' browsers ask for; partners' systems and providers have their own limits. */
const VISITORS = /^\/(w|l)\//i;

/** Before anything is read or rendered for somebody who asks too much. */
function publicRequests(app: NestExpressApplication): RequestHandler {
  const [addresses, limits, pace] = [app.get(ClientAddresses), app.get(RateLimits), app.get(NetworkPace)];
  return async (request, _response, next) => {
    if (PUBLIC.test(request.path)) {
      const { network } = addresses.of(request);
      try {
        limits.takeAll([{ limit: PUBLIC_REQUESTS, key: network }]);
      } catch (refusal) {
        await pace.refused(network);
        throw refusal;
      }
    }
    next();
  };
}

/**
 * What visitors send waits for its network's turn once it is whole: who sends slowly, or never ends, keeps no neighbour
 * waiting. Files are not read here; they leave at once and have a turn of their own when they are whole (`FileUpload`).
 */
function visitorsTurns(app: NestExpressApplication): RequestHandler[] {
  const [addresses, pace] = [app.get(ClientAddresses), app.get(NetworkPace)];
  const onlyTheirs =
    (handler: RequestHandler): RequestHandler =>
    (request, response, next) =>
      VISITORS.test(request.path) ? handler(request, response, next) : next();
  const turn: RequestHandler = async (request, response, next) => {
    const { network } = addresses.of(request);
    try {
      const leave = await pace.enter(network, { cost: costOf(request) });
      if (response.closed || UPLOAD.test(routeOf(request))) leave();
      else response.once('close', leave);
    } catch (refusal) {
      // A thousand refusals may wait at once, each with what it was sent.
      request.body = undefined;
      await pace.refused(network);
      throw refusal;
    }
    next();
  };
  return [...bodies(LARGEST_OF_VISITORS), turn].map(onlyTheirs);
}

/** Takes as long as its sender's line does. */
const UPLOAD = /^POST \/w\/[^/]+\/files\/?$/i;

/** What takes longer than most, in requests: what is new, and all that a messenger shows. */
const COSTS: [RegExp, number][] = [
  [/^POST \/w\/[^/]+\/(hello|messages)\/?$/i, 2],
  [/^GET \/w\/[^/]+\/(content|history)\/?$/i, 2],
];

function costOf(request: Request): number {
  return COSTS.find(([route]) => route.test(routeOf(request)))?.[1] ?? 1;
}

function routeOf({ method, path }: Request): string {
  return `${method} ${path}`;
}

function readerLocale(i18n: I18n): RequestHandler {
  return (request, _response, next) => {
    request.locale = i18n.choose([request.session?.locale, ...request.acceptsLanguages()]);
    next();
  };
}

/** What is shown to one person is kept by nobody; a controller that knows better says so. */
const neverKept: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-store');
  next();
};
