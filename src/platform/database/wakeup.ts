import { Injectable } from '@nestjs/common';
import { UnitOfWork } from './unit-of-work.js';

export const WAKEUP_CHANNEL = 'causerie_work';

/** Wakes the pumps: this process's after its commit, other processes' by NOTIFY, which Postgres sends on commit. */
@Injectable()
export class Wakeup {
  private wake: () => void = () => undefined;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  whenWoken(wake: () => void): void {
    this.wake = wake;
  }

  here(): void {
    this.wake();
  }

  /** Within a unit of work. NOTIFY orders commits one after the other, so the hot path does without. */
  async others(): Promise<void> {
    await this.unitOfWork.query(`SELECT pg_notify('${WAKEUP_CHANNEL}', '')`);
  }
}
