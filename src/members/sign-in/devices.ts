import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock, newId } from '../../kernel/index.js';
import { Config, cookieName, Secrets } from '../../platform/index.js';

/** A browser in which these accounts have signed in. */
export interface Device {
  id: string;
  accountIds: readonly string[];
}

interface Claims {
  d: string;
  a: string[];
}

const PURPOSE = 'device';
const LASTS_MS = 365 * 24 * 3_600_000;
const MOST_ACCOUNTS = 10;

/** Knows browsers again by a signed cookie, which says nothing of who is signed in now. */
@Injectable()
export class Devices {
  private readonly name;

  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {
    this.name = cookieName(config, 'causerie-device');
  }

  of(request: Request): Device | null {
    const cookie = (request.cookies as Record<string, unknown> | undefined)?.[this.name];
    const claims = this.secrets.verify<Claims>(PURPOSE, cookie, this.clock.now());
    return claims && { id: claims.d, accountIds: claims.a };
  }

  /** The account has signed in here. */
  remember(request: Request, response: Response, accountId: string): void {
    const device = this.of(request) ?? { id: newId(), accountIds: [] };
    const others = device.accountIds.filter((id) => id !== accountId);
    const claims: Claims = { d: device.id, a: [accountId, ...others].slice(0, MOST_ACCOUNTS) };
    const expires = new Date(this.clock.now().getTime() + LASTS_MS);
    response.cookie(this.name, this.secrets.sign(PURPOSE, { ...claims }, expires), {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.secure,
      path: '/',
      maxAge: LASTS_MS,
    });
  }
}
