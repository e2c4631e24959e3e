/** Bits of a UUIDv7: its time, of which the first six are zero until the year 2109, and what is random. */
const TIME = 42n;
const RANDOM_A = 12n;
const RANDOM_B = 62n;
const VERSION = 7n;
const VARIANT = 2n;

/** A UUIDv7 without what is the same in all of them, in 116 bits; null for an id that is none. */
export function compactOf(id: string): bigint | null {
  const whole = BigInt(`0x${id.replaceAll('-', '')}`);
  const time = whole >> 80n;
  const version = (whole >> 76n) & 0xfn;
  const variant = (whole >> RANDOM_B) & 3n;
  if (time >> TIME !== 0n || version !== VERSION || variant !== VARIANT) return null;
  const [a, b] = [(whole >> 64n) & 0xfffn, BigInt.asUintN(Number(RANDOM_B), whole)];
  return (time << (RANDOM_A + RANDOM_B)) | (a << RANDOM_B) | b;
}

export function wholeOf(compact: bigint): string {
  const time = compact >> (RANDOM_A + RANDOM_B);
  const [a, b] = [(compact >> RANDOM_B) & 0xfffn, BigInt.asUintN(Number(RANDOM_B), compact)];
  const whole = (time << 80n) | (VERSION << 76n) | (a << 64n) | (VARIANT << RANDOM_B) | b;
  return whole
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
