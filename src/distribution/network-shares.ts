import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/index.js';
import { Config, Secrets, UnitOfWork } from '../platform/index.js';
import type { PlacedConversation } from './domain/place.js';
import { shareOfNetwork } from './domain/network-share.js';

const TRY_AGAIN_S = 60;

/** Keeps conversations from one network from filling a queue: fresh visitors are made at will, networks are not. */
@Injectable()
export class NetworkShares {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly config: Config,
  ) {}

  /** What a conversation keeps of the network it began from: it names no address and is another one with each brand. */
  mark(network: string | null | undefined): string | null {
    return network ? this.secrets.mac('network', `${this.unitOfWork.brandId} ${network}`) : null;
  }

  /** Whether one more from there may wait where it was placed. Asked under the lock of the routing. */
  async hasPlace(placement: PlacedConversation, mark: string | null): Promise<boolean> {
    if (placement.kind !== 'wait' || mark === null) return true;
    const { queueId, trace } = placement;
    const queue = trace.groups.find((group) => group.queueId === queueId);
    const share = shareOfNetwork(queue?.threshold ?? 0) * this.config.rateLimitFactor;
    const { held } = await this.unitOfWork.one<{ held: number }>(
      `SELECT count(*)::integer AS held FROM conversations
       WHERE brand_id = $1 AND queue_id = $2 AND started_from = $3 AND state = 'waiting' AND assigned_to IS NULL`,
      [this.unitOfWork.brandId, queueId, mark],
    );
    return held < share;
  }
}

/** Why nothing starts where a network holds its share; what is written is kept by whoever wrote it. */
export function networkWaits(): Refusal {
  return new Refusal('too_many', 'network_waits', {
    retryAfter: TRY_AGAIN_S,
    params: { seconds: TRY_AGAIN_S },
  });
}
