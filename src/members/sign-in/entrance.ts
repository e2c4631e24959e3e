import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock, newId } from '../../kernel/index.js';
import { knownPath, Secrets, seeOther, Sessions, type SeeOther } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { NoteNewDevice } from '../sessions/note-new-device.js';
import { Devices } from './devices.js';
import { passwordMark } from './password-mark.js';
import { PendingSignIns, type PendingSecondStep } from './pending-sign-ins.js';

interface Entering {
  accountId: string;
  next: unknown;
  password?: string | undefined;
  isProved: boolean;
}

/** The only way from a sign-in to a session: past the second factor, where an account has one. */
@Injectable()
export class Entrance {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly sessions: Sessions,
    private readonly devices: Devices,
    private readonly pending: PendingSignIns,
    private readonly factors: SecondFactors,
    private readonly newDevice: NoteNewDevice,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Who has shown the password, and the code by mail where one was asked for. */
  async afterPassword(
    request: Request,
    response: Response,
    { accountId, next, password }: { accountId: string; next: unknown; password?: string },
  ): Promise<SeeOther> {
    if (!(await this.factors.hasAny(accountId)))
      return this.enter(request, response, { accountId, next, password, isProved: false });
    const { email } = await this.accounts.account(accountId);
    const secondStep = { accountId, password: password ?? (await this.passwordMark(accountId)) };
    this.pending.keep(response, { id: newId(), email, next: knownPath(next), secondStep });
    return seeOther('/sign-in/second-step');
  }

  /** The sign-in of this browser that waits for a second factor; none once the password is another one, or alone is enough. */
  async secondStep(request: Request): Promise<PendingSecondStep | null> {
    const pending = this.pending.secondStepOf(request);
    if (!pending) return null;
    const { accountId, password } = pending.secondStep;
    const isSame = password === (await this.passwordMark(accountId));
    return isSame && (await this.factors.hasAny(accountId)) ? pending : null;
  }

  /** `password`: the mark of the one that was right, where one was shown; `isProved`: by a second factor too. */
  async enter(
    request: Request,
    response: Response,
    { accountId, next, password, isProved }: Entering,
  ): Promise<SeeOther> {
    this.pending.forget(response);
    const account = await this.accounts.account(accountId);
    const { locale, timeZone } = account;
    const isKnown = this.devices.of(request)?.accountIds.includes(accountId) === true;
    const provedAt = isProved ? this.clock.now().toISOString() : null;
    await this.sessions.begin(request, { accountId, locale, timeZone, provedAt });
    // Whoever changes the password ends the sessions that are there, and this one may just have come.
    if (password !== undefined && password !== (await this.passwordMark(accountId))) {
      await this.sessions.end(request);
      return seeOther('/sign-in?changed');
    }
    this.devices.remember(request, response, accountId);
    const { signInId } = request.session;
    if (!isKnown && signInId) await this.newDevice.run({ account, signInId, locale: request.locale });
    return seeOther(await this.pathOf(accountId, next));
  }

  /** Where somebody who is signed in goes: where they wanted to, else to their only brand, else they choose one. */
  async pathOf(accountId: string, next: unknown): Promise<string> {
    const wished = knownPath(next);
    if (wished) return wished;
    const memberships = await this.accounts.memberships(accountId);
    const [only] = memberships;
    return memberships.length === 1 && only ? `/b/${only.slug}/desk` : '/brands';
  }

  private async passwordMark(accountId: string): Promise<string> {
    return passwordMark(this.secrets, (await this.accounts.passwordHash(accountId)) ?? '');
  }
}
