/** The dark squares of a QR code, row by row, as the data of an SVG path in which a square is one unit. */
export function qrPath({ size, data }: { size: number; data: ArrayLike<number> }): string {
  const rows = Array.from({ length: size }, (_, row) => runsOf(data, row * size, size).map(square(row)));
  return rows.flat().join('');
}

interface Run {
  from: number;
  length: number;
}

function runsOf(data: ArrayLike<number>, start: number, size: number): Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < size; column += 1) {
    if (!data[start + column]) continue;
    const last = runs.at(-1);
    if (last && last.from + last.length === column) last.length += 1;
    else runs.push({ from: column, length: 1 });
  }
  return runs;
}

function square(row: number): (run: Run) => string {
  return ({ from, length }) => `M${from} ${row}h${length}v1h-${length}z`;
}
