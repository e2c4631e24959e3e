import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { defineTask, Sandbox, UnfinishedTask, type Task } from '../sandbox/index.js';
import type { contentType } from './content-type.js';
import type { Picture, PictureType } from './picture-types.js';
import type { redraw, thumbnailOf } from './pictures.js';

const LANE = { lane: 'files' } as const;
const CONTENT_TYPE = defineTask<typeof contentType>({
  ...LANE,
  file: 'platform/files/content-type.js',
  name: 'contentType',
});
const REDRAW = defineTask<typeof redraw>({ ...LANE, file: 'platform/files/pictures.js', name: 'redraw' });
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

  /** What the bytes are, whatever their name says; null for what cannot be told. */
  contentType(brandId: string, bytes: Uint8Array): Promise<string | null> {
    return this.run(brandId, CONTENT_TYPE, bytes);
  }

  redraw(brandId: string, picture: { bytes: Uint8Array; type: PictureType }): Promise<Picture> {
    return this.run(brandId, REDRAW, picture);
  }

  thumbnail(brandId: string, bytes: Uint8Array): Promise<Uint8Array> {
    return this.run(brandId, THUMBNAIL_OF, bytes);
  }

  private async run<Input, Output>(
    brandId: string,
    task: Task<Input, Output>,
    input: Input,
  ): Promise<Output> {
    if (this.unitOfWork.isOpen)
      throw new Error('A file is looked at before a unit of work, which would wait.');
    try {
      return await this.sandbox.run({ brandId }, task, input);
    } catch (error) {
      if (!(error instanceof UnfinishedTask)) throw error;
      if (error.isOfTheMoment || error.because === 'ended')
        throw new Refusal('unavailable', 'files_busy', { retryAfter: 10 });
      throw new Refusal('too_large', 'picture_too_large');
    }
  }
}
