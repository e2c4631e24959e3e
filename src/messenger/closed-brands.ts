import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BrandAccess } from '../brands/index.js';
import { Live } from '../platform/index.js';
import type { VisitorSocket } from './visitor-socket.js';

const SWEEP_MS = 500;

/** Ends the sockets of visitors whose brand is suspended meanwhile; none of them is let in again while it is. */
@Injectable()
export class ClosedBrands {
  private readonly logger = new Logger('ClosedBrands');
  private isSweeping = false;

  constructor(
    private readonly brands: BrandAccess,
    private readonly live: Live,
  ) {}

  @Interval(SWEEP_MS)
  async sweep(): Promise<void> {
    const sockets = [...(this.live.visitors?.sockets.values() ?? [])] as unknown as VisitorSocket[];
    if (sockets.length === 0 || this.isSweeping) return;
    this.isSweeping = true;
    try {
      const brandIds = new Set(sockets.map(({ data }) => data.session.actor.brandId));
      const closed = new Set(await this.brands.suspended([...brandIds]));
      for (const socket of sockets)
        if (closed.has(socket.data.session.actor.brandId)) socket.disconnect(true);
    } catch (error) {
      this.logger.warn(`the states of brands could not be looked at: ${String(error)}`);
    } finally {
      this.isSweeping = false;
    }
  }
}
