import { Injectable } from '@nestjs/common';
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

type ReadFiles = (brandId: string, ids: string[]) => Promise<EntryFile[]>;

/** The files of entries, looked up at once. The module of files, which lies above, says how. */
@Injectable()
export class EntryFiles {
  private read: ReadFiles = async () => [];

  readBy(read: ReadFiles): void {
    this.read = read;
  }

  async of(brandId: string, entries: readonly Entry[]): Promise<EntryFile[]> {
    const ids = entries.flatMap(({ fileIds }) => fileIds ?? []);
    return ids.length === 0 ? [] : this.read(brandId, ids);
  }
}
