import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ClientAddresses } from '../limits/client-addresses.js';
import { RateLimits } from '../limits/rate-limits.js';
import { Live } from '../live/live.js';
import { routeOf } from './logging.js';

/** What Prometheus asks for: how long answers take by route, how many sockets this node holds, and Node's own figures. */
@Injectable()
export class Metrics implements OnModuleDestroy {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'causerie_http_request_seconds',
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [this.registry],
  });

  constructor(live: Live, addresses: ClientAddresses, limits: RateLimits) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'causerie_sockets',
      help: 'Sockets held by this node, by side.',
      labelNames: ['side'],
      registers: [this.registry],
      collect() {
        this.set({ side: 'visitor' }, live.visitors?.sockets.size ?? 0);
        this.set({ side: 'member' }, live.members?.sockets.size ?? 0);
      },
    });
    new Gauge({
      name: 'causerie_untrusted_forwarders',
      help: 'Peers that forwarded requests within the last hour and are none that TRUST_PROXY names: above 0 it is set wrongly, and nothing that comes through them is limited by address.',
      registers: [this.registry],
      collect() {
        this.set(addresses.untrustedForwarders());
      },
    });
    new Counter({
      name: 'causerie_limit_refusals_total',
      help: 'What was refused because there was too much of it, by limit.',
      labelNames: ['limit'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [limit, times] of limits.refused) this.inc({ limit }, times);
      },
    });
  }

  watchRequests(): RequestHandler {
    return (request, response, next) => {
      const begun = performance.now();
      response.once('finish', () => {
        const labels = { method: request.method, route: routeOf(request), status: response.statusCode };
        this.requests.observe(labels, (performance.now() - begun) / 1000);
      });
      next();
    };
  }

  onModuleDestroy(): void {
    this.registry.clear();
  }
}
