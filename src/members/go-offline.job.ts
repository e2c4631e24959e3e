import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs, Presence } from '../platform/index.js';
import { GoOffline } from './go-offline.js';
import { GO_OFFLINE } from './leave-desk.js';

/** By the job that the last desk left behind; by presence where a whole node died and could leave none. */
@Injectable()
export class GoOfflineJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly presence: Presence,
    private readonly goOffline: GoOffline,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(GO_OFFLINE, ({ memberId }: { memberId: string }, { brandId }) =>
      this.goOffline.run(brandId, memberId),
    );
    this.presence.onGone(async ({ brandId, side, personId }) => {
      if (side === 'member') await this.goOffline.run(brandId, personId);
    });
  }
}
