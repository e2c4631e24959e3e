import type { LoggerService } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import { pino, type Logger } from 'pino';
import type { Config } from '../config/config.js';

const UNTOLD = /^\/(health|metrics|assets)/;

/** One line of JSON a fact, in production some at a time. Nothing of a person goes in: no body, no query, no address, no cookie. */
export function createLog(config: Config): Logger {
  const gathered = { sync: !config.production, minLength: config.production ? 4096 : 0, periodicFlush: 1000 };
  return pino({ level: config.logLevel, base: { process: config.process } }, pino.destination(gathered));
}

/** Requests by the pattern of their route, since the address itself may hold a token or a name. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    if (!UNTOLD.test(request.url))
      response.once('close', () => {
        const isFault = response.statusCode >= 500;
        const ms = Math.round(performance.now() - begun);
        const facts = { method: request.method, route: routeOf(request), status: response.statusCode, ms };
        log[isFault ? 'error' : 'info'](facts, isFault ? 'failed' : 'answered');
      });
    next();
  };
}

export function routeOf(request: Request): string {
  return (request.route as { path?: string } | undefined)?.path ?? '(none)';
}

/** Nest's account of its own start. */
const FRAMEWORK = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'WebSocketsController',
]);

/** Nest's own words and every `Logger` of the application in the same stream. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger[FRAMEWORK.has(context ?? '') ? 'debug' : 'info']({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
}
