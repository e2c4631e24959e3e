import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { Statements } from './statements.js';
import { UnitOfWork } from './unit-of-work.js';
import { Wakeup } from './wakeup.js';

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
        extra: { max: config.databasePool, application_name: 'causerie' },
        poolErrorHandler: () => undefined,
      }),
    }),
  ],
  providers: [UnitOfWork, Statements, Wakeup],
  exports: [UnitOfWork, Statements, Wakeup],
})
export class DatabaseModule {}
