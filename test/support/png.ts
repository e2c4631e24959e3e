import { crc32, deflateSync } from 'node:zlib';

/** Types of colour, as a PNG numbers them. */
export const GREY = 0;
export const RGB = 2;
export const RGBA = 6;

const CHANNELS: Record<number, number> = { [GREY]: 1, [RGB]: 3, [RGBA]: 4 };
/** Of Adam7: where each pass begins and its steps, across and down. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export interface PngOptions {
  width: number;
  height: number;
  depth: number;
  colour: number;
  isInterlaced?: boolean;
  /** As they lie before they are packed; black ones by default. */
  rows?: Buffer;
  /** Chunks between the head and the picture. */
  beside?: [name: string, data: Buffer][];
}

/** A PNG whose head says what it likes. */
export function png(options: PngOptions): Buffer {
  const { width, height, depth, colour, isInterlaced = false, beside = [] } = options;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour, 0, 0, Number(isInterlaced)], 8);
  const rows = options.rows ?? blackRows(options);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...beside.map(([name, data]) => chunk(name, data)),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function blackRows({ width, height, depth, colour, isInterlaced = false }: PngOptions): Buffer {
  let size = 0;
  for (const [x, y, across, down] of isInterlaced ? PASSES : [[0, 0, 1, 1] as const]) {
    const columns = Math.ceil((width - x) / across);
    const bits = columns * (CHANNELS[colour] ?? 1) * depth;
    if (columns > 0) size += Math.max(0, Math.ceil((height - y) / down)) * (1 + Math.ceil(bits / 8));
  }
  return Buffer.alloc(size);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
