import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Retention, UnitOfWork } from '../platform/index.js';
import { AccountPost } from './account-post.js';

const LOOK_EVERY_MS = 1000;
const KEPT_DAYS = 30;

/** Sends what is due by the clock, and forgets what was sent a month ago, in the night of any brand. */
@Injectable()
export class AccountMailsJob implements OnModuleInit {
  constructor(
    private readonly post: AccountPost,
    private readonly retention: Retention,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.retention.keep({ days: KEPT_DAYS, forget: (_, before, most) => this.forget(before, most) });
  }

  @Interval(LOOK_EVERY_MS)
  byTheClock(): void {
    this.post.turn();
  }

  private forget(before: Date, most: number): Promise<number> {
    return this.unitOfWork.execute(
      `DELETE FROM account_mails WHERE id = ANY (ARRAY(
         SELECT id FROM account_mails WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED))`,
      [before, most],
    );
  }
}
