import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../../kernel/index.js';
import { Secrets } from '../secrets.js';
import type { FileRef } from './file-store.js';

const PURPOSE = 'file';
const STEP_MS = 6 * 3_600_000;

interface Claims {
  b: string;
  f: string;
  v?: 1;
}

/**
 * Short-lived addresses that carry their own proof. They change every six hours and last for six to twelve, so that
 * the same picture has the same address in every page and push of that time.
 */
@Injectable()
export class FileLinks {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  path({ brandId, fileId, variant }: FileRef): string {
    const claims: Claims = { b: brandId, f: fileId, ...(variant === 'thumbnail' ? { v: 1 } : {}) };
    return `/files/${this.secrets.sign(PURPOSE, { ...claims }, this.expiry())}`;
  }

  /** What the address is for, or null when it is forged or over. */
  read(token: unknown): FileRef | null {
    const claims = this.secrets.verify<Claims>(PURPOSE, token, this.clock.now());
    if (!claims || !isId(claims.b) || !isId(claims.f)) return null;
    return { brandId: claims.b, fileId: claims.f, variant: claims.v ? 'thumbnail' : 'whole' };
  }

  private expiry(): Date {
    return new Date((Math.floor(this.clock.now().getTime() / STEP_MS) + 2) * STEP_MS);
  }
}
