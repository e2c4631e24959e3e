import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Clock } from '../kernel/index.js';
import { Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { EventDelivery } from './events/delivery.js';
import { Events } from './events/events.js';
import { FileInspection } from './files/file-inspection.js';
import { FileLinks } from './files/file-links.js';
import { FileStore } from './files/file-store.js';
import { OpenUploads } from './files/open-uploads.js';
import { LocalFileStore } from './files/local-file-store.js';
import { JobsModule } from './jobs/jobs.module.js';
import { Live } from './live/live.js';
import { Presence } from './live/presence.js';
import { NodeIdentity } from './node-identity.js';
import { Pump } from './pump.js';
import { Retention } from './retention.js';
import { Sandbox } from './sandbox/sandbox.js';
import { GivenIds } from './given-ids.js';
import { Secrets } from './secrets.js';

const PROVIDERS = [
  Clock,
  NodeIdentity,
  Secrets,
  GivenIds,
  Events,
  EventDelivery,
  FileInspection,
  FileLinks,
  Live,
  OpenUploads,
  Presence,
  Pump,
  Retention,
  Sandbox,
];

@Global()
@Module({})
export class PlatformModule {
  static for(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [ScheduleModule.forRoot(), DatabaseModule, JobsModule.for(config)],
      providers: [
        { provide: Config, useValue: config },
        { provide: FileStore, useClass: LocalFileStore },
        ...PROVIDERS,
      ],
      exports: [Config, FileStore, ...PROVIDERS],
    };
  }
}
