import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/index.js';
import { Config, cookieName, Secrets } from '../../platform/index.js';

/** A sign-in whose password was right and that waits for a code. */
export interface PendingSignIn {
  /** What the code confirms. */
  id: string;
  /** Where the code was sent. */
  email: string;
  /** Where somebody goes afterwards. */
  next: string | null;
}

const PURPOSE = 'pending sign-in';
const LASTS_MS = 30 * 60_000;

/** Keeps it in the browser, signed: nothing of it is a session. */
@Injectable()
export class PendingSignIns {
  private readonly name;

  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {
    this.name = cookieName(config, 'causerie-pending');
  }

  keep(response: Response, pending: PendingSignIn): void {
    const expires = new Date(this.clock.now().getTime() + LASTS_MS);
    const { secure } = this.config;
    response.cookie(this.name, this.secrets.sign(PURPOSE, { ...pending }, expires), {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      maxAge: LASTS_MS,
    });
  }

  of(request: Request): PendingSignIn | null {
    const cookie = (request.cookies as Record<string, unknown> | undefined)?.[this.name];
    return this.secrets.verify<PendingSignIn>(PURPOSE, cookie, this.clock.now());
  }

  forget(response: Response): void {
    const { secure } = this.config;
    response.clearCookie(this.name, { httpOnly: true, sameSite: 'lax', secure, path: '/' });
  }
}
