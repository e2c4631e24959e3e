import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ResponseAccess } from './response.access.js';
import { OwnResponseRemoved, ResponseRemoved } from './responses.events.js';

/** Takes a canned response away for good: one's own, or as a manager one that others use. */
@Injectable()
export class RemoveResponse {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ResponseAccess,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, responseId: string): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const before = await this.access.response(actor, responseId);
      await this.unitOfWork.execute('DELETE FROM responses WHERE brand_id = $1 AND id = $2', [
        actor.brandId,
        responseId,
      ]);
      if (before.scope === 'mine')
        await this.events.record(actor, OwnResponseRemoved, { subjectId: responseId });
      else
        await this.events.record(actor, ResponseRemoved, {
          subjectId: responseId,
          data: { before, after: null },
        });
    });
  }
}
