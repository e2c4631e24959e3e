import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { databaseFunctions, searchPathOf } from './functions.js';
import { Statements } from './statements.js';
import { UnitOfWork } from './unit-of-work.js';
import { Wakeup } from './wakeup.js';

/** A process that is paused in the middle of its work must not hold a brand's locks for longer than this. */
const POOL = {
  application_name: 'causerie',
  keepAlive: true,
  connectionTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** Each version calls functions of its own, so that one of before can go on beside it. */
function optionsOf({ root }: Config): string {
  return `-c search_path=${searchPathOf(databaseFunctions(join(root, 'migrations')))}`;
}

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        type: 'postgres',
        url: config.databaseUrl,
        autoLoadEntities: true,
        retryAttempts: 0,
        extra: { ...POOL, max: config.databasePool, options: optionsOf(config) },
        poolErrorHandler: () => undefined,
      }),
    }),
  ],
  providers: [UnitOfWork, Statements, Wakeup],
  exports: [UnitOfWork, Statements, Wakeup],
})
export class DatabaseModule {}
