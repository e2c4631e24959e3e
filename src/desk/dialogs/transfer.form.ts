import type { TransferTo } from '../../distribution/index.js';
import { invalidFields } from '../../kernel/index.js';

export interface TransferForm {
  /** `member:<id>` or `group:<id>`. */
  to: string;
  comment: string;
  /** On whose desk the member saw it; empty where it was on none. */
  from: string | null;
}

export function readTransfer(posted: unknown): TransferForm {
  const { to, comment, from } = (posted ?? {}) as Record<string, unknown>;
  return { to: text(to), comment: text(comment).replaceAll('\r\n', '\n'), from: text(from) || null };
}

export function transferTarget({ to }: TransferForm): TransferTo {
  const [kind, id = ''] = to.split(':');
  if (kind === 'member') return { memberId: id };
  if (kind === 'group') return { groupId: id };
  throw invalidFields({ to: 'transfer_target_unknown' });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
