import { FileInterceptor } from '@nestjs/platform-express';
import { Refusal } from '../../kernel/index.js';

export const LARGEST_FILE = 10 * 1024 * 1024;

/** The one part named `file` of a multipart request, in memory; its name comes as it was sent. */
export const FileUpload = FileInterceptor('file', {
  limits: { fileSize: LARGEST_FILE, files: 1, fields: 4, parts: 5 },
  defParamCharset: 'utf8',
  preservePath: true,
});

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
