import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';
import { PassingRedis, retryDelay } from '../live/redis.js';
import { BullQueue, SLOW_QUEUE, SlowQueueWorker } from './bull-queue.js';
import { JobRunner } from './job-runner.js';
import { Jobs } from './jobs.js';
import { InProcessQueue, SlowQueue } from './slow-queue.js';

@Global()
@Module({})
export class JobsModule {
  static for(config: Config): DynamicModule {
    const url = config.redisUrl;
    const shared = [Jobs, JobRunner];
    if (!url) {
      return {
        module: JobsModule,
        providers: [...shared, { provide: SlowQueue, useClass: InProcessQueue }],
        exports: shared,
      };
    }
    return {
      module: JobsModule,
      imports: [BullModule.registerQueue({ name: SLOW_QUEUE, createClient: (type) => client(type, url) })],
      providers: [
        ...shared,
        BullQueue,
        { provide: SlowQueue, useExisting: BullQueue },
        ...(config.process === 'web' ? [] : [SlowQueueWorker]),
      ],
      exports: shared,
    };
  }
}

/** Bull waits on its blocking and subscribing connections; only handing over must never wait. */
function client(type: 'client' | 'subscriber' | 'bclient', url: string): Redis {
  if (type === 'client') return new PassingRedis(url);
  const waiting = new Redis(url, {
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
    retryStrategy: retryDelay,
  });
  waiting.on('error', () => undefined);
  return waiting;
}
