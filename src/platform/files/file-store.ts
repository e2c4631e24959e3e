import type { Readable } from 'node:stream';

/** One object of a brand: a file as it was sent, or what was made of it. */
export interface FileRef {
  brandId: string;
  fileId: string;
  variant: 'whole' | 'thumbnail';
}

/** Where the bytes of files lie. What is written is there whole and for good, or the write was refused. */
export abstract class FileStore {
  /** Refuses with `storage_full` where there is no room left. */
  abstract write(ref: FileRef, bytes: Uint8Array): Promise<void>;
  /** Null where there is no such object. */
  abstract read(ref: FileRef): Promise<{ stream: Readable; size: number } | null>;
  abstract bytes(ref: FileRef): Promise<Buffer | null>;
  abstract remove(ref: FileRef): Promise<void>;
}
