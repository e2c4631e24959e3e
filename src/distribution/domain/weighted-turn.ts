/** One group's part in a weighted rule. */
export interface Part {
  share: number;
  credit: number;
  inRun: number;
  hasCapacity: boolean;
}

/**
 * Whose turn it is in a weighted rule: the index of the part that receives, or -1 where none with a share has
 * room, and the parts as they stand afterwards.
 *
 * The largest credit goes first, which is fair in the long run even where groups lose and regain room. Largest
 * credit alone can leave a group more than 1 away from its share, so while all have room a turn is only given
 * if the rest of the run can still be dealt out with every group within 1 of its share at every step.
 */
export function takeTurn(parts: Part[]): { index: number; after: Part[] } {
  const sharing = parts.flatMap((part, index) => (part.share > 0 ? [index] : []));
  const open = sharing.filter((index) => parts[index].hasCapacity);
  if (open.length === 0) return { index: -1, after: parts };

  const after = parts.map((part) => ({ ...part }));
  for (const index of open) after[index].credit += after[index].share;
  const byCredit = [...open].sort((a, b) => after[b].credit - after[a].credit || a - b);

  const allHaveRoom = open.length === sharing.length;
  const shares = sharing.map((index) => parts[index].share);
  const counts = sharing.map((index) => parts[index].inRun);
  const index = allHaveRoom
    ? (byCredit.find((next) => staysFair(shares, countsWith(counts, sharing.indexOf(next)))) ?? byCredit[0])
    : byCredit[0];

  after[index].credit -= open.reduce((sum, each) => sum + parts[each].share, 0);
  after[index].inRun += 1;
  if (!allHaveRoom || runIsOver(shares, countsWith(counts, sharing.indexOf(index)))) {
    for (const each of sharing) after[each].inRun = 0;
  }
  return { index, after };
}

/**
 * Whether the run can go on from these counts so that no group is ever a whole conversation away from its
 * share. Groups are served by the earliest moment at which they would fall a whole one behind, among those that
 * would not get a whole one ahead: if any order keeps to the bound, this one does (it is the single-processor
 * case of proportionate-fair scheduling). Whole numbers throughout: everything is multiplied by the total.
 */
export function staysFair(shares: number[], received: number[]): boolean {
  const total = sum(shares);
  const counts = [...received];
  const ahead = (i: number, step: number) => counts[i] * total - step * shares[i];
  const isFairAt = (step: number) => counts.every((_, i) => Math.abs(ahead(i, step)) < total);

  let step = sum(counts);
  if (!isFairAt(step)) return false;
  while (step < total) {
    step += 1;
    const next = earliestToFallBehind(
      shares.flatMap((_, i) => (ahead(i, step) < 0 ? [i] : [])),
      (i) => Math.ceil(((counts[i] + 1) * total) / shares[i]),
    );
    if (next === undefined) return false;
    counts[next] += 1;
    if (!isFairAt(step)) return false;
  }
  return true;
}

function earliestToFallBehind(indexes: number[], deadline: (index: number) => number): number | undefined {
  let best: number | undefined;
  for (const index of indexes) {
    if (best === undefined || deadline(index) < deadline(best)) best = index;
  }
  return best;
}

function countsWith(counts: number[], index: number): number[] {
  return counts.map((count, i) => (i === index ? count + 1 : count));
}

// After as many turns as the shares add up to, every group has exactly its share: a new run starts even.
function runIsOver(shares: number[], counts: number[]): boolean {
  return sum(counts) >= sum(shares);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
