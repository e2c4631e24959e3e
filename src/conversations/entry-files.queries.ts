import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/index.js';
import type { Entry } from './entry.js';

/** What is shown of a file in a message. */
export interface EntryFile {
  id: string;
  brandId: string;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  hasThumbnail: boolean;
}

/** The files of entries, looked up at once. */
@Injectable()
export class EntryFiles {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(brandId: string, entries: readonly Entry[]): Promise<EntryFile[]> {
    const ids = entries.flatMap(({ fileIds }) => fileIds ?? []);
    if (ids.length === 0) return [];
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<EntryFile>(
        `SELECT id, brand_id AS "brandId", name, type, size, width, height, has_thumbnail AS "hasThumbnail"
         FROM files WHERE brand_id = $1 AND id = ANY ($2)`,
        [brandId, ids],
      ),
    );
  }
}
