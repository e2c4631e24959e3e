import type { LoggerService } from '@nestjs/common';
import type { Request, Response } from 'express';
import { pino, type Logger } from 'pino';
import { pinoHttp, type HttpLogger } from 'pino-http';
import type { Config } from '../config/config.js';

/** One line of JSON a fact, in production some at a time. Nothing of a person goes in: no body, no query, no address, no cookie. */
export function createLog(config: Config): Logger {
  const gathered = { sync: !config.production, minLength: config.production ? 4096 : 0, periodicFlush: 1000 };
  return pino({ level: config.logLevel, base: { process: config.process } }, pino.destination(gathered));
}

/** Requests by the pattern of their route, since the address itself may hold a token or a name. */
export function requestLog(log: Logger): HttpLogger {
  return pinoHttp({
    logger: log,
    serializers: {
      req: () => undefined,
      res: () => undefined,
      err: (error: Error) => ({ name: error.name }),
    },
    customSuccessObject: (request, response) => facts(request as Request, response as Response),
    customErrorObject: (request, response) => facts(request as Request, response as Response),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    quietReqLogger: true,
    autoLogging: { ignore: (request) => /^\/(health|metrics|assets)/.test(request.url ?? '') },
    customAttributeKeys: { responseTime: 'ms' },
  });
}

export function routeOf(request: Request): string {
  return (request.route as { path?: string } | undefined)?.path ?? '(none)';
}

function facts(request: Request, response: Response): object {
  return { method: request.method, route: routeOf(request), status: response.statusCode };
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
