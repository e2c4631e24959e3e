import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import pg from 'pg';
import { Config } from './config/config.js';
import { Wakeup, WAKEUP_CHANNEL } from './database/wakeup.js';
import { EventDelivery } from './events/delivery.js';
import { JobRunner } from './jobs/job-runner.js';

const PERIOD_MS = 1000;

/** Runs due jobs and delivers events: woken by this process's commits, by NOTIFY and once a second. */
@Injectable()
export class Pump implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Pump');
  private listener: pg.Client | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly wakeup: Wakeup,
    private readonly delivery: EventDelivery,
    private readonly jobs: JobRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.wakeup.whenWoken(() => this.turn());
    this.turn();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    await this.running;
    await this.jobs.stop();
    await this.listener?.end().catch(() => undefined);
  }

  @Interval(PERIOD_MS)
  byTheClock(): void {
    void this.listen();
    this.turn();
  }

  /** Starts a turn, or asks the present one for another round. */
  turn(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.work().finally(() => {
      this.running = undefined;
    });
  }

  /** Resolves when the present turn, and what was asked for during it, is over. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        const ran = await this.jobs.runDue();
        const delivered = await this.delivery.deliver();
        if (ran + delivered > 0) this.again = true;
      } catch (error) {
        this.logger.error('the pump could not work', error instanceof Error ? error.message : String(error));
      }
    }
  }

  private async listen(): Promise<void> {
    if (this.listener || this.stopped) return;
    const client = new pg.Client({ connectionString: this.config.databaseUrl });
    this.listener = client;
    const forget = () => {
      if (this.listener === client) this.listener = undefined;
    };
    client.on('error', forget);
    client.on('end', forget);
    client.on('notification', () => this.turn());
    try {
      await client.connect();
      await client.query(`LISTEN ${WAKEUP_CHANNEL}`);
    } catch {
      forget();
    }
  }
}
