import { Injectable, type PipeTransform } from '@nestjs/common';
import { isId, notFound } from '../../kernel/index.js';

/** An id in an address; what cannot be one is as little found as one that nobody has. */
@Injectable()
export class ParseId implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isId(value)) throw notFound();
    return value;
  }
}
