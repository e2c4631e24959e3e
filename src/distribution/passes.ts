import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { isRefusedAs, systemActor } from '../kernel/index.js';
import { RunPass } from './run-pass.js';

/**
 * Passes that are asked for: one a brand at a time in this process, and what is asked for during one asks for one
 * more, not for many.
 */
@Injectable()
export class Passes implements OnModuleDestroy {
  private readonly logger = new Logger('Passes');
  private readonly wanted = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly runPass: RunPass) {}

  /** Call it after the commit of whatever freed a place or brought a conversation back. */
  soon(brandId: string): void {
    this.wanted.add(brandId);
    if (this.running.has(brandId)) return;
    const run = this.work(brandId).finally(() => this.running.delete(brandId));
    this.running.set(brandId, run);
  }

  /** Resolves when nothing that was asked for is left to do. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  async onModuleDestroy(): Promise<void> {
    this.wanted.clear();
    await this.idle();
  }

  private async work(brandId: string): Promise<void> {
    while (this.wanted.delete(brandId)) {
      try {
        await this.runPass.run(systemActor(brandId));
      } catch (error) {
        if (isRefusedAs(error, 'brand_suspended')) return;
        this.logger.error('a pass failed', error instanceof Error ? error.stack : String(error));
        return;
      }
    }
  }
}
