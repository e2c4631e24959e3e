import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Live } from '../platform/index.js';
import { SiteAccess, type OpenPage } from '../sites/index.js';
import type { VisitorSocket } from './sockets/visitor-socket.js';

const SWEEP_MS = 500;

/**
 * Ends the sockets of visitors who would not be let in any more: their brand is suspended, or the page that they are on
 * is of no site now. The page is told, so that launcher and messenger vanish from it at once.
 */
@Injectable()
export class ClosedSites {
  private readonly logger = new Logger('ClosedSites');
  private isSweeping = false;

  constructor(
    private readonly sites: SiteAccess,
    private readonly live: Live,
  ) {}

  @Interval(SWEEP_MS)
  async sweep(): Promise<void> {
    const sockets = [...(this.live.visitors?.sockets.values() ?? [])] as unknown as VisitorSocket[];
    if (sockets.length === 0 || this.isSweeping) return;
    this.isSweeping = true;
    try {
      await this.end(sockets);
    } catch (error) {
      this.logger.warn(`the states of sites could not be looked at: ${String(error)}`);
    } finally {
      this.isSweeping = false;
    }
  }

  private async end(sockets: VisitorSocket[]): Promise<void> {
    const pages = new Map(sockets.map((socket) => [keyOf(pageOf(socket)), pageOf(socket)]));
    const closed = new Set((await this.sites.closed([...pages.values()])).map(keyOf));
    if (closed.size === 0) return;
    for (const socket of sockets.filter((each) => closed.has(keyOf(pageOf(each))))) {
      if (socket.data.part === 'loader') socket.emit('closed');
      socket.disconnect(true);
    }
  }
}

function pageOf({ data: { session } }: VisitorSocket): OpenPage {
  const { brandId, siteId } = session.actor;
  return { brandId, siteId, origin: session.origin };
}

function keyOf({ brandId, siteId, origin }: OpenPage): string {
  return `${brandId} ${siteId} ${origin ?? ''}`;
}
