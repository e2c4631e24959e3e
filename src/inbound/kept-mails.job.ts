import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileStore, Retention, UnitOfWork } from '../platform/index.js';
import { KEPT_OUT } from './received-mail.js';

const KEPT_DAYS = 30;

/** What was kept out of its conversation can be read and added for a month. */
@Injectable()
export class KeptMailsJob implements OnModuleInit {
  constructor(
    private readonly retention: Retention,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    this.retention.keep({ days: KEPT_DAYS, forget: (...those) => this.forget(...those) });
  }

  private async forget(brandId: string, before: Date, most: number): Promise<number> {
    const forgotten = await this.unitOfWork.query<{ id: string }>(
      `UPDATE received_mails SET reason = 'gone', body = NULL, file_names = NULL
       WHERE brand_id = $1 AND id = ANY (ARRAY(
         SELECT id FROM received_mails
         WHERE brand_id = $1 AND state = 'ignored' AND reason = ANY ($2) AND state_at < $3 ORDER BY id LIMIT $4))
       RETURNING id`,
      [brandId, KEPT_OUT, before, most],
    );
    for (const { id: fileId } of forgotten)
      this.unitOfWork.afterCommit(() => this.store.remove({ brandId, fileId, variant: 'whole' }));
    return forgotten.length;
  }
}
