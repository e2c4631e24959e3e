import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { defineTask, Sandbox, UnfinishedTask, type Owner, type Task } from '../sandbox/index.js';
import type { InspectedFile, inspectFile } from './inspect-file.js';
import type { thumbnailOf } from './pictures.js';

const LANE = { lane: 'files' } as const;
const INSPECT_FILE = defineTask<typeof inspectFile>({
  ...LANE,
  file: 'platform/files/inspect-file.js',
  name: 'inspectFile',
});
const THUMBNAIL_OF = defineTask<typeof thumbnailOf>({
  ...LANE,
  file: 'platform/files/pictures.js',
  name: 'thumbnailOf',
});

/**
 * Looks into files from outside, in one process that gives way to everything else: neither the event loop nor the
 * threads of this one ever decode them. Refuses with `files_busy` where too many wait, and with `picture_too_large`
 * what takes too much time or memory.
 */
@Injectable()
export class FileInspection {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** What the bytes are; pictures of these types (null for all) are drawn anew. */
  inspect(owner: Owner, bytes: Uint8Array, types: readonly string[] | null): Promise<InspectedFile> {
    return this.run(owner, INSPECT_FILE, { bytes, types });
  }

  thumbnail(brandId: string, bytes: Uint8Array): Promise<Uint8Array> {
    return this.run({ brandId }, THUMBNAIL_OF, bytes);
  }

  private async run<Input, Output>(owner: Owner, task: Task<Input, Output>, input: Input): Promise<Output> {
    if (this.unitOfWork.isOpen)
      throw new Error('A file is looked at before a unit of work, which would wait.');
    try {
      return await this.sandbox.run(owner, task, input);
    } catch (error) {
      if (!(error instanceof UnfinishedTask)) throw error;
      if (error.isTransient || error.because === 'ended')
        throw new Refusal('unavailable', 'files_busy', { retryAfter: 10 });
      throw new Refusal('too_large', 'picture_too_large');
    }
  }
}
