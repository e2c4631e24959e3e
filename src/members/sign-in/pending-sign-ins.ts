import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/index.js';
import { Config, cookieName, Secrets } from '../../platform/index.js';

/** A sign-in whose password was right and that waits for a code by mail. */
export interface PendingSignIn {
  /** What the code confirms. */
  id: string;
  /** Where the code was sent. */
  email: string;
  /** Where somebody goes afterwards. */
  next: string | null;
}

/** A sign-in whose password was right and that waits for a second factor. */
export interface PendingSecondStep extends PendingSignIn {
  secondStep: {
    accountId: string;
    /** Tells whether the password is still the one that was right. */
    password: string;
  };
}

type Kept = PendingSignIn & Partial<PendingSecondStep>;

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

  keep(response: Response, pending: PendingSignIn | PendingSecondStep): void {
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
    const kept = this.kept(request);
    return kept && !kept.secondStep ? kept : null;
  }

  secondStepOf(request: Request): PendingSecondStep | null {
    const kept = this.kept(request);
    return kept?.secondStep ? { ...kept, secondStep: kept.secondStep } : null;
  }

  forget(response: Response): void {
    const { secure } = this.config;
    response.clearCookie(this.name, { httpOnly: true, sameSite: 'lax', secure, path: '/' });
  }

  private kept(request: Request): Kept | null {
    const cookie = (request.cookies as Record<string, unknown> | undefined)?.[this.name];
    return this.secrets.verify<Kept>(PURPOSE, cookie, this.clock.now());
  }
}
