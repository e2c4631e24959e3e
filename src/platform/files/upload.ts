import {
  Injectable,
  PayloadTooLargeException,
  type CallHandler,
  type ExecutionContext,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { Refusal } from '../../kernel/index.js';

export const LARGEST_FILE = 10 * 1024 * 1024;

const OnePart = FileInterceptor('file', {
  limits: { fileSize: LARGEST_FILE, files: 1, fields: 4, parts: 5 },
  defParamCharset: 'utf8',
  preservePath: true,
});

/** The one part named `file` of a multipart request, in memory; its name comes as it was sent. */
@Injectable()
export class FileUpload extends OnePart {
  override async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    try {
      return await super.intercept(context, next);
    } catch (error) {
      if (error instanceof PayloadTooLargeException) throw new Refusal('too_large', 'file_too_large');
      if (isBrokenOff(context.switchToHttp().getRequest<Request>()))
        throw new Refusal('invalid', 'file_missing');
      throw error;
    }
  }
}

/** Its sender went away in the middle: nobody reads the answer, and it is no fault of ours. */
function isBrokenOff({ complete, destroyed }: Request): boolean {
  return destroyed && !complete;
}

/** What `@UploadedFile()` gives behind `FileUpload`. */
export interface Upload {
  originalname: string;
  buffer: Buffer;
}

/** Refuses a request that brought no file. */
export function uploadedFile(upload: Upload | undefined): { name: string; bytes: Buffer } {
  if (!upload) throw new Refusal('invalid', 'file_missing');
  return { name: upload.originalname, bytes: upload.buffer };
}
