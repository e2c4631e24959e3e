/** Below this much work (milliseconds of CPU) nothing can be told from noise. */
const NOISE = 30;
/** More than this is not in proportion any more: four times the text, sixteen times the work where every sign looks at every other. */
export const IN_PROPORTION = 8;

/** What people, attackers and broken clients repeat to make a program look at one place again and again. */
export const REPEATED = [
  ' ',
  '\t',
  '\n',
  ' \n',
  '\u00a0',
  'a',
  'a ',
  'a.',
  'a@',
  '@a ',
  '{',
  '{{',
  '{{a',
  '{{ ',
  '}}',
  '{{constructor}} ',
  ' {{visitor.email}}',
  '{{visitor.name|',
  '<',
  '<a href="x',
  '&',
  'http://',
  'http://a.b/(',
  '/',
  '\\',
  '.',
  '-',
  '(',
  '"',
  '*a',
  'Android ',
  'e\u0301',
  '日',
  '1',
  ',',
  '😀',
];

/** The unit again and again, up to this length, and something else at the end, which undoes a match that seemed near. */
export function repeated(unit: string, length: number): string {
  return `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length - 1)}!`;
}

/**
 * How many times the work grows when the text grows four times: about 4 where it is in proportion, 16 where it is
 * quadratic, 1 where there is too little work to tell. Work is CPU of this process, so that a busy machine changes nothing.
 */
export async function growth(run: (length: number) => unknown, length: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && least > IN_PROPORTION; attempt += 1) {
    const small = await workOf(() => run(length));
    const large = await workOf(() => run(4 * length));
    least = Math.min(least, Math.max(large, NOISE) / Math.max(small, NOISE));
  }
  return least;
}

async function workOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
