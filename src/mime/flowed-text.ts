/** Lines that were broken to fit, put together again (RFC 3676). `deleteSpace` is what the part says as `DelSp=yes`. */
export function unflowed(text: string, { deleteSpace }: { deleteSpace: boolean }): string {
  const whole: string[] = [];
  let open: { depth: number; pieces: string[] } | null = null;
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    const content = unstuffed(line.slice(depth));
    if (open && open.depth !== depth) {
      whole.push(joined(open));
      open = null;
    }
    open ??= { depth, pieces: [] };
    const isFlowed = content.endsWith(' ') && content !== '-- ';
    if (content === '-- ' && open.pieces.length > 0) {
      whole.push(joined(open));
      open = { depth, pieces: [] };
    }
    open.pieces.push(isFlowed && deleteSpace ? content.slice(0, -1) : content);
    if (isFlowed) continue;
    whole.push(joined(open));
    open = null;
  }
  if (open) whole.push(joined(open));
  return whole.join('\n');
}

function joined({ depth, pieces }: { depth: number; pieces: string[] }): string {
  return (depth > 0 ? `${'>'.repeat(depth)} ` : '') + pieces.join('');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  return depth;
}

function unstuffed(line: string): string {
  return line.startsWith(' ') ? line.slice(1) : line;
}
