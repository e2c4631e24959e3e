import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { Secrets } from '../secrets.js';
import { cookieName } from './cookies.js';

/** A kind of cookie that says something signed for a while. */
export interface SignedCookie {
  name: string;
  /** Keeps what is signed for one from being taken for another. */
  purpose: string;
  lastsMs: number;
}

/** Keeps small facts in the browser, signed: nothing of it is a session. */
@Injectable()
export class SignedCookies {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  keep(response: Response, { name, purpose, lastsMs }: SignedCookie, facts: object): void {
    const expires = new Date(this.clock.now().getTime() + lastsMs);
    response.cookie(cookieName(this.config, name), this.secrets.sign(purpose, { ...facts }, expires), {
      ...this.where,
      maxAge: lastsMs,
    });
  }

  /** What was kept; null where there is nothing, or it is over or not ours. */
  of<Facts extends object>(request: Request, { name, purpose }: SignedCookie): Facts | null {
    const cookie = (request.cookies as Record<string, unknown> | undefined)?.[cookieName(this.config, name)];
    return this.secrets.verify<Facts>(purpose, cookie, this.clock.now());
  }

  forget(response: Response, { name }: SignedCookie): void {
    response.clearCookie(cookieName(this.config, name), this.where);
  }

  private get where() {
    return { httpOnly: true, sameSite: 'lax', secure: this.config.secure, path: '/' } as const;
  }
}
