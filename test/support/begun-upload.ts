import { request } from 'node:http';

const BOUNDARY = 'x';
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
const BODY = Buffer.from(`${HEAD}${'lamps '.repeat(500_000)}\r\n--${BOUNDARY}--\r\n`);

/** An upload of 3 MB of which a part has been sent. */
export interface BegunUpload {
  /** Settles with the answer, whether all has been sent or not. */
  answer: Promise<{ status: number | undefined; code: string | undefined }>;
  /** Sends the rest. */
  end(): void;
}

export function beginUpload(url: string, headers: Record<string, string>): BegunUpload {
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  const upload = request(url, {
    method: 'POST',
    agent: false,
    headers: { accept: 'application/json', 'content-type': type, 'content-length': BODY.length, ...headers },
  });
  const answer = new Promise<Awaited<BegunUpload['answer']>>((resolve, reject) => {
    upload.once('error', reject);
    upload.once('response', async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode, code: (JSON.parse(text) as { code?: string }).code });
      upload.destroy();
    });
  });
  upload.write(BODY.subarray(0, 1000));
  return { answer, end: () => void upload.end(BODY.subarray(1000)) };
}
