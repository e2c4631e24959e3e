import { Controller, Get, Header } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Statements } from '../database/statements.js';
import { GracefulStop } from './graceful-stop.js';
import { Metrics } from './metrics.js';

@Controller()
export class OperationsController {
  constructor(
    private readonly statements: Statements,
    private readonly metrics: Metrics,
    private readonly stop: GracefulStop,
  ) {}

  /** The process answers; whether what it needs is there, `ready` tells. */
  @Get('health/live')
  live(): object {
    return { status: 'alive' };
  }

  @Get('health/ready')
  async ready(): Promise<object> {
    if (this.stop.begun) throw new Refusal('unavailable', 'unavailable');
    await this.statements.query('SELECT 1').catch(() => {
      throw new Refusal('unavailable', 'unavailable');
    });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async figures(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
