import { Injectable } from '@nestjs/common';
import { Sessions } from '../../platform/index.js';
import type { OpenSessionView } from '../account.view.js';
import { AccountAccess } from '../account.access.js';
import { deviceOf, type DeviceWords } from '../domain/user-agent.js';

const PHONES = ['iPhone', 'Android'];

/** Where an account is signed in. */
@Injectable()
export class OpenSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: AccountAccess,
  ) {}

  /** This one first, then as they were used last. */
  async of(accountId: string, thisSessionId: string): Promise<OpenSessionView[]> {
    const open = await this.sessions.ofAccount(accountId);
    return open
      .map(({ sid, id, agent, signedInAt, usedAt }) => {
        const device = deviceOf(agent ?? '');
        const isPhone = device.system !== null && PHONES.includes(device.system);
        return { id, ...device, isPhone, signedInAt, usedAt, isThis: sid === thisSessionId };
      })
      .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.usedAt.getTime() - a.usedAt.getTime());
  }

  /** The device of a sign-in to the account of this address; without words where that session is over. */
  async device(email: string, signInId: string | null): Promise<DeviceWords> {
    const account = await this.accounts.withPassword(email);
    const open = account ? await this.sessions.ofAccount(account.id) : [];
    return deviceOf(open.find(({ id }) => id === signInId)?.agent ?? '');
  }
}
