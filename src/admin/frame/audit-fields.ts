import { Injectable } from '@nestjs/common';

export interface AuditReader {
  locale: string;
  /** What ids of the brand are called. */
  names: Map<string, string>;
}

/** Words the value of a field of a change; null where there is nothing to tell. */
export type AuditField = (value: unknown, reader: AuditReader) => string | null;

/** Fields of changes whose values say nothing by themselves; the area that edits one registers how it reads. */
@Injectable()
export class AuditFields {
  private readonly fields = new Map<string, AuditField>();

  register(name: string, field: AuditField): void {
    this.fields.set(name, field);
  }

  of(name: string): AuditField | undefined {
    return this.fields.get(name);
  }
}
