import { Transform } from 'node:stream';
import {
  Injectable,
  PayloadTooLargeException,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Request } from 'express';
import { defer, finalize, switchMap, type Observable } from 'rxjs';
import { Refusal } from '../../kernel/index.js';
import { IntakePace } from '../limits/intake-pace.js';
import { NetworkPace, type Leave } from '../limits/network-pace.js';
import { OpenUploads, type Uploader } from './open-uploads.js';

export const LARGEST_FILE = 10 * 1024 * 1024;

const OnePart = FileInterceptor('file', {
  limits: { fileSize: LARGEST_FILE, files: 1, fields: 4, parts: 5 },
  defParamCharset: 'utf8',
  preservePath: true,
});

const BYTES_OF_A_REQUEST = 250_000;
const LONGEST_WAIT_MS = 30_000;

/** A file that the multipart parser has read. */
type WithFile = Request & { file?: Upload };

/**
 * The one part named `file` of a multipart request, in memory; its name comes as it was sent. Once it is whole it waits
 * for its network's turn: a network's files wait for each other, and nothing else for them.
 */
@Injectable()
export abstract class FileUpload implements NestInterceptor {
  private readonly onePart = new OnePart();

  constructor(
    private readonly uploads: OpenUploads,
    private readonly pace: NetworkPace,
    private readonly intake: IntakePace,
  ) {}

  /** Whoever the guards have let in. */
  protected abstract uploaderOf(request: Request): Uploader;

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<WithFile>();
    const uploader = this.uploaderOf(request);
    const { ended, leave } = this.uploads.enter(request, uploader);
    this.takeInSlowly(request, uploader.network);
    const handle = () => this.inTurn(request, uploader, next).pipe(finalize(leave));
    try {
      return await Promise.race([this.onePart.intercept(context, { handle }), ended]);
    } catch (error) {
      leave();
      // What still comes of it is read and kept by nobody.
      request.unpipe().resume();
      if (error instanceof PayloadTooLargeException) throw new Refusal('too_large', 'file_too_large');
      if (isBrokenOff(request)) throw new Refusal('invalid', 'file_missing');
      throw error;
    }
  }

  /** Reads no faster than its network may send; what is still on the way waits in the sender. */
  private takeInSlowly(request: Request, network: string | null): void {
    const pipe = request.pipe.bind(request);
    const slowly = new Transform({
      transform: (chunk: Buffer, _, done) => {
        const wait = this.intake.waitAfter(network, chunk.length);
        if (wait > 0) setTimeout(done, wait, null, chunk);
        else done(null, chunk);
      },
    });
    request.pipe = (parser, options) => pipe(slowly).pipe(parser, options);
  }

  private inTurn(request: WithFile, { network }: Uploader, next: CallHandler): Observable<unknown> {
    return defer(() => this.turn(request, network)).pipe(
      switchMap((leave) => next.handle().pipe(finalize(leave))),
    );
  }

  private async turn(request: WithFile, network: string | null): Promise<Leave> {
    const cost = 1 + (request.file?.buffer.length ?? 0) / BYTES_OF_A_REQUEST;
    try {
      return await this.pace.enter(network && `uploads ${network}`, { cost, longest: LONGEST_WAIT_MS });
    } catch (refusal) {
      // The parser holds what it has read until the request ends.
      if (request.file) request.file.buffer = Buffer.alloc(0);
      await this.pace.refused(network);
      throw refusal;
    }
  }
}

/** Its sender went away in the middle: nobody reads the answer, and it is no fault of ours. */
function isBrokenOff({ complete, destroyed }: Request): boolean {
  return destroyed && !complete;
}

/** What `@UploadedFile()` gives behind a `FileUpload`. */
export interface Upload {
  originalname: string;
  buffer: Buffer;
}

/** Refuses a request that brought no file. */
export function uploadedFile(upload: Upload | undefined): { name: string; bytes: Buffer } {
  if (!upload) throw new Refusal('invalid', 'file_missing');
  return { name: upload.originalname, bytes: upload.buffer };
}
