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
export function takeTurn<Each extends Part>(parts: readonly Each[]): { index: number; after: Each[] } {
  const after = parts.map((part) => ({ ...part }));
  const sharing = after.filter(({ share }) => share > 0);
  const open = sharing.filter(({ hasCapacity }) => hasCapacity);
  for (const part of open) part.credit += part.share;
  const byCredit = open.toSorted((a, b) => b.credit - a.credit);
  const [first] = byCredit;
  if (!first) return { index: -1, after };

  const allHaveRoom = open.length === sharing.length;
  const next = (allHaveRoom && byCredit.find((part) => staysFair(sharing, part))) || first;
  next.credit -= sum(open.map(({ share }) => share));
  next.inRun += 1;
  if (!allHaveRoom || runIsOver(sharing)) for (const part of sharing) part.inRun = 0;
  return { index: after.indexOf(next), after };
}

/** A group within a run that is tried out. */
interface Group {
  share: number;
  received: number;
}

/**
 * Whether the run can go on with that part so that no group is ever a whole conversation away from its
 * share. Groups are served by the earliest moment at which they would fall a whole one behind, among those that
 * would not get a whole one ahead: if any order keeps to the bound, this one does (it is the single-processor
 * case of proportionate-fair scheduling). Whole numbers throughout: everything is multiplied by the total.
 */
function staysFair(sharing: readonly Part[], next: Part): boolean {
  const groups = sharing.map((part) => ({
    share: part.share,
    received: part === next ? part.inRun + 1 : part.inRun,
  }));
  const total = sum(groups.map(({ share }) => share));
  for (let step = sum(groups.map(({ received }) => received)); ; step += 1) {
    if (!groups.every((group) => Math.abs(ahead(group, step, total)) < total)) return false;
    if (step >= total) return true;
    const behind = earliestToFallBehind(groups, step + 1, total);
    if (!behind) return false;
    behind.received += 1;
  }
}

function earliestToFallBehind(groups: readonly Group[], step: number, total: number): Group | undefined {
  let earliest: Group | undefined;
  let first = Infinity;
  for (const group of groups) {
    const deadline = Math.ceil(((group.received + 1) * total) / group.share);
    if (ahead(group, step, total) < 0 && deadline < first) {
      earliest = group;
      first = deadline;
    }
  }
  return earliest;
}

/** How far a group is ahead of its share after so many steps, times the total. */
function ahead({ share, received }: Group, step: number, total: number): number {
  return received * total - step * share;
}

// After as many turns as the shares add up to, every group has exactly its share: a new run starts even.
function runIsOver(sharing: readonly Part[]): boolean {
  return sum(sharing.map(({ inRun }) => inRun)) >= sum(sharing.map(({ share }) => share));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
