import { Injectable } from '@nestjs/common';
import { ChangeVisitorSettings } from '../visitors/index.js';
import { VisitorLimits } from './visitor-limits.js';
import type { Message } from './pages/visitor-messages.js';
import type { VisitorSession } from './visitor-sessions.js';

/** What a visitor decides in the settings panel, or answers to the invitation to leave an address. */
@Injectable()
export class SaveSettings {
  constructor(
    private readonly change: ChangeVisitorSettings,
    private readonly limits: VisitorLimits,
  ) {}

  async run(session: VisitorSession, settings: Message<'settings'>): Promise<void> {
    this.limits.take('settings', session);
    await this.change.run(session.actor, settings);
  }
}
