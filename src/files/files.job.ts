import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileInspection, FileStore, Jobs, UnitOfWork, type DueJob } from '../platform/index.js';

/** Named when files belonged to conversations; jobs that wait carry these names. */
export const MAKE_THUMBNAIL = 'conversations.make_thumbnail';
export const FORGET_FILE = 'conversations.forget_file';

interface OfFile {
  fileId: string;
}

/** Forgets files that nobody sent. Nodes of the version before record pictures whose thumbnails are made afterwards. */
@Injectable()
export class FileJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
    private readonly inspection: FileInspection,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<boolean>(
      MAKE_THUMBNAIL,
      (payload: OfFile, job, made) => this.noteThumbnail(payload, job, made),
      {
        prepare: (payload: OfFile, job) => this.makeThumbnail(payload, job),
        slow: true,
        tries: 3,
      },
    );
    this.jobs.handle(FORGET_FILE, (payload: OfFile, job) => this.forget(payload, job));
  }

  private async makeThumbnail({ fileId }: OfFile, { brandId }: DueJob): Promise<boolean> {
    const whole = await this.store.bytes({ brandId, fileId, variant: 'whole' });
    if (!whole) return false;
    const small = await this.inspection.thumbnail(brandId, whole);
    await this.store.write({ brandId, fileId, variant: 'thumbnail' }, small);
    return true;
  }

  private async noteThumbnail({ fileId }: OfFile, { brandId }: DueJob, made: boolean): Promise<void> {
    if (!made) return;
    await this.unitOfWork.execute('UPDATE files SET has_thumbnail = true WHERE brand_id = $1 AND id = $2', [
      brandId,
      fileId,
    ]);
  }

  private async forget({ fileId }: OfFile, { brandId }: DueJob): Promise<void> {
    const forgotten = await this.unitOfWork.execute(
      'DELETE FROM files WHERE brand_id = $1 AND id = $2 AND conversation_id IS NULL',
      [brandId, fileId],
    );
    if (forgotten === 0) return;
    this.unitOfWork.afterCommit(async () => {
      await this.store.remove({ brandId, fileId, variant: 'thumbnail' });
      await this.store.remove({ brandId, fileId, variant: 'whole' });
    });
  }
}
