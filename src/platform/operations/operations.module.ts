import { Module } from '@nestjs/common';
import { GracefulStop } from './graceful-stop.js';
import { Metrics } from './metrics.js';
import { OperationsController } from './operations.controller.js';

@Module({
  controllers: [OperationsController],
  providers: [GracefulStop, Metrics],
  exports: [GracefulStop, Metrics],
})
export class OperationsModule {}
