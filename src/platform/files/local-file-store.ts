import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { isId, newId, Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { FileStore, type FileRef } from './file-store.js';

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS']);

/** Files below `DATA_DIR/files/<brand>/`, spread over folders by the random end of their ids. */
@Injectable()
export class LocalFileStore extends FileStore {
  private readonly root: string;

  constructor(config: Config) {
    super();
    this.root = resolve(config.dataDir, 'files');
  }

  /** Written aside, synced and renamed: a crash leaves a whole file or none. */
  override async write(ref: FileRef, bytes: Uint8Array): Promise<void> {
    const path = this.path(ref);
    const aside = `${path}.${newId()}.part`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(aside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(aside, { force: true }).catch(() => undefined);
      if (NO_ROOM.has((error as NodeJS.ErrnoException).code ?? ''))
        throw new Refusal('unavailable', 'storage_full');
      throw error;
    }
  }

  override async read(ref: FileRef): Promise<{ stream: Readable; size: number } | null> {
    const file = await open(this.path(ref), 'r').catch(orNull);
    if (!file) return null;
    const { size } = await file.stat();
    return { stream: file.createReadStream(), size };
  }

  override async bytes(ref: FileRef): Promise<Buffer | null> {
    return readFile(this.path(ref)).catch(orNull);
  }

  override async remove(ref: FileRef): Promise<void> {
    await rm(this.path(ref), { force: true });
  }

  /** Made of ids alone: no name from outside ever becomes part of a path. */
  private path({ brandId, fileId, variant }: FileRef): string {
    if (!isId(brandId) || !isId(fileId)) throw new Error('A file is found by ids.');
    return join(this.root, brandId, fileId.slice(-2), variant === 'whole' ? fileId : `${fileId}.${variant}`);
  }
}

/** Makes the rename last; systems without this on folders do without. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function orNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
