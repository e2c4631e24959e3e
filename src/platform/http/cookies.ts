import type { RequestHandler } from 'express';
import type { Config } from '../config/config.js';
import { readsCookies } from './request.js';

/** `__Host-` binds a cookie to this host and to https; browsers refuse the prefix on plain localhost. */
export function cookieName(config: Config, name: string): string {
  return config.secure ? `__Host-${name}` : name;
}

export function onlyWithCookies(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (readsCookies(request)) handler(request, response, next);
    else next();
  };
}
