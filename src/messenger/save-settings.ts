import { Injectable } from '@nestjs/common';
import { RateLimits, type RateLimit } from '../platform/index.js';
import { ChangeVisitorSettings } from '../visitors/index.js';
import type { Message } from './visitor-messages.js';
import type { VisitorSession } from './visitor-sessions.js';

const CHANGES: RateLimit = { name: 'visitor-settings', points: 30, seconds: 60 };

/** What a visitor decides in the settings panel, or answers to the invitation to leave an address. */
@Injectable()
export class SaveSettings {
  constructor(
    private readonly change: ChangeVisitorSettings,
    private readonly limits: RateLimits,
  ) {}

  async run({ actor }: VisitorSession, settings: Message<'settings'>): Promise<void> {
    await this.limits.take(CHANGES, `${actor.brandId} ${actor.id}`);
    await this.change.run(actor, settings);
  }
}
