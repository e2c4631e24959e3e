import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import type { Request, RequestHandler } from 'express';
import { Assets } from '../assets/assets.js';
import { Config } from '../config/config.js';
import { I18n } from '../i18n/i18n.js';
import { Secrets } from '../secrets.js';
import { bodies } from './body.js';
import { ClientAddresses } from './client-addresses.js';
import { onlyWithCookies } from './cookies.js';
import { csrf } from './csrf.js';
import { NetworkPace } from './network-pace.js';
import { RateLimits, type RateLimit } from './rate-limits.js';
import { securityHeaders } from './security.js';
import { Sessions } from './sessions.js';
import { staticFiles } from './static.js';

/** What every request passes before it reaches a controller, in this order. */
export function installPipeline(app: NestExpressApplication): void {
  const config = app.get(Config);
  app.set('trust proxy', app.get(ClientAddresses).trusts);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(securityHeaders(config));
  app.use(staticFiles(app.get(Assets)));
  app.use(publicRequests(app));
  app.use(compression({ threshold: 1400 }));
  app.use(onlyWithCookies(cookieParser()));
  app.use(app.get(Sessions).handlers());
  app.use(readerLocale(app.get(I18n)));
  app.use(bodies());
  app.use(csrf(config, app.get(Secrets)));
  app.use(neverKept);
}

/** What anybody may ask for without signing in; loads of files that pages are made of go before it. */
const PUBLIC = /^\/(w|l|mail|files|api|callbacks)\//;
const PUBLIC_REQUESTS: RateLimit = { name: 'requests-address', points: 3000, seconds: 60, of: 'address' };

/** What visitors' browsers ask for; partners' systems and providers have their own limits. */
const VISITORS = /^\/(w|l)\//;

/** Before anything is read or rendered for somebody who asks too much. */
function publicRequests(app: NestExpressApplication): RequestHandler {
  const [addresses, limits, pace] = [app.get(ClientAddresses), app.get(RateLimits), app.get(NetworkPace)];
  return async (request, response, next) => {
    if (PUBLIC.test(request.path)) {
      const { network } = addresses.of(request);
      limits.takeAll([{ limit: PUBLIC_REQUESTS, key: network }]);
      if (VISITORS.test(request.path)) {
        const leave = await pace.enter(network, { cost: costOf(request) });
        if (response.closed || UPLOAD.test(routeOf(request))) leave();
        else response.once('close', leave);
      }
    }
    next();
  };
}

/** Takes as long as its sender's line does, so nobody waits for its end; what is done with the file has a queue of its own. */
const UPLOAD = /^POST \/w\/[^/]+\/files$/;

/** What takes longer than most, in requests: a file that is looked through, what is new, and all that a messenger shows. */
const COSTS: [RegExp, number][] = [
  [UPLOAD, 4],
  [/^POST \/w\/[^/]+\/(hello|messages)$/, 2],
  [/^GET \/w\/[^/]+\/(content|history)$/, 2],
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
