import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { Live, Statements } from '../platform/index.js';
import { memberRoom } from './members.live.js';

/** By what somebody wants to be told of news: a sound, the title of the tab, a notification of the system. */
export interface Alerts {
  sound: boolean;
  title: boolean;
  desktop: boolean;
}

/** One's own choice, which holds on every device; the desks that are open follow. */
@Injectable()
export class SaveAlerts {
  constructor(
    private readonly statements: Statements,
    private readonly live: Live,
  ) {}

  async run({ accountId, brandId, id }: MemberActor, alerts: Alerts): Promise<void> {
    await this.statements.query(
      'UPDATE accounts SET alert_sound = $2, alert_title = $3, alert_desktop = $4 WHERE id = $1',
      [accountId, alerts.sound, alerts.title, alerts.desktop],
    );
    this.live.toMembers(memberRoom(brandId, id), 'alerts', alerts);
  }
}
