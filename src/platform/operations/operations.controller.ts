import { Controller, Get, Header, Req } from '@nestjs/common';
import type { Request } from 'express';
import { forbidden, Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { Statements } from '../database/statements.js';
import { ClientAddresses } from '../limits/client-addresses.js';
import { sameText } from '../secrets.js';
import { GracefulStop } from './graceful-stop.js';
import { Metrics } from './metrics.js';

@Controller()
export class OperationsController {
  constructor(
    private readonly statements: Statements,
    private readonly metrics: Metrics,
    private readonly stop: GracefulStop,
    private readonly config: Config,
    private readonly addresses: ClientAddresses,
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
  async figures(@Req() request: Request): Promise<string> {
    const { metricsToken: token } = this.config;
    const mayAsk = token
      ? sameText(request.get('authorization') ?? '', `Bearer ${token}`)
      : this.addresses.isOurs(request);
    if (!mayAsk) throw forbidden();
    return this.metrics.registry.metrics();
  }
}
