import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = new Set(['.css', '.js', '.svg', '.webmanifest', '.json', '.txt']);

export type Encoding = 'br' | 'gzip' | 'identity';

export interface Asset {
  type: string;
  body: Record<Encoding, Buffer>;
}

/**
 * Files below `public/`, under addresses that change with their content: `/assets/<version>/build/desk.css`, which may be
 * kept for ever. One version for all of them, since stylesheets and scripts name each other by relative paths.
 */
@Injectable()
export class Assets {
  private readonly folder: string;
  private readonly frozen: boolean;
  private readonly files = new Map<string, Promise<Asset | null>>();
  private known: string;
  private checkedAt = performance.now();

  constructor(config: Config) {
    this.folder = join(config.root, 'public');
    this.frozen = config.production || config.test;
    this.known = this.fingerprint();
  }

  get version(): string {
    if (!this.frozen && performance.now() - this.checkedAt > 500) {
      const now = this.fingerprint();
      if (now !== this.known) this.files.clear();
      this.known = now;
      this.checkedAt = performance.now();
    }
    return this.known;
  }

  url(path: string): string {
    return `/assets/${this.version}/${path}`;
  }

  /** The file ready to be sent, compressed once; null where there is none of that name or kind. */
  find(path: string): Promise<Asset | null> {
    const known = this.files.get(path);
    if (known) return known;
    const type = TYPES[extname(path)];
    if (
      !type ||
      path.split('/').some((part) => part === '..' || part.startsWith('.')) ||
      path.includes('\0')
    ) {
      return Promise.resolve(null);
    }
    const found = this.read(path, type);
    this.files.set(path, found);
    void found.then((asset) => asset ?? this.files.delete(path));
    return found;
  }

  private async read(path: string, type: string): Promise<Asset | null> {
    const identity = await readFile(join(this.folder, path)).catch(() => null);
    if (!identity) return null;
    if (!COMPRESSED.has(extname(path))) return { type, body: { identity, gzip: identity, br: identity } };
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: this.frozen ? 11 : 4 } };
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(identity, quality),
      promisify(gzip)(identity, { level: 9 }),
    ]);
    return { type, body: { identity, gzip: gz, br } };
  }

  private fingerprint(): string {
    const hash = createHash('sha256');
    for (const file of this.list()) {
      const path = join(this.folder, file);
      const stats = statSync(path);
      if (!stats.isFile()) continue;
      hash.update(file).update(this.frozen ? readFileSync(path) : stamp(stats));
    }
    return hash.digest('base64url').slice(0, 10);
  }

  private list(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).sort();
  }
}

function stamp({ mtimeMs, size }: Stats): string {
  return `${mtimeMs} ${size}`;
}
