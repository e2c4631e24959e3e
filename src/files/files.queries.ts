import { Injectable } from '@nestjs/common';
import type { EntryFile } from '../conversations/index.js';
import { UnitOfWork } from '../platform/index.js';

@Injectable()
export class FileQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What messages show of these. */
  of(brandId: string, ids: string[]): Promise<EntryFile[]> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<EntryFile>(
        `SELECT id, brand_id AS "brandId", name, type, size, width, height, has_thumbnail AS "hasThumbnail"
         FROM files WHERE brand_id = $1 AND id = ANY ($2)`,
        [brandId, ids],
      ),
    );
  }
}
