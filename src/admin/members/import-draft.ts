import { Refusal } from '../../kernel/index.js';
import { MOST_ROWS, type ImportedRow } from './import-rows.js';

/** What a preview brings back when it is confirmed: its rows, and the language of the mails. */
export interface ImportDraft {
  rows: ImportedRow[];
  locale: string;
}

type Cells = [
  line: number,
  email: string,
  name: string,
  role: string | null,
  kind: string | null,
  groups: string[],
];

const ROLES = ['admin', 'manager', 'agent'] as const;
const KINDS = ['staff', 'expert', 'ambassador'] as const;

export function packRows(rows: readonly ImportedRow[]): string {
  const cells = rows.map(({ line, email, name, role, kind, groups }): Cells => [
    line,
    email,
    name,
    role,
    kind,
    groups,
  ]);
  return Buffer.from(JSON.stringify(cells)).toString('base64url');
}

/** @throws Refusal where somebody made it up: what a browser brings back is as good as typed. */
export function unpackRows(packed: string): ImportedRow[] {
  const cells = parsed(packed);
  if (!Array.isArray(cells) || cells.length === 0 || cells.length > MOST_ROWS) throw unreadable();
  return cells.map((each: unknown) => {
    if (!isCells(each)) throw unreadable();
    const [line, email, name, role, kind, groups] = each;
    return {
      ...{ line, email, name, groups },
      role: ROLES.find((known) => known === role) ?? null,
      kind: KINDS.find((known) => known === kind) ?? null,
    };
  });
}

function parsed(packed: string): unknown {
  try {
    return JSON.parse(Buffer.from(packed, 'base64url').toString());
  } catch {
    throw unreadable();
  }
}

function isCells(value: unknown): value is Cells {
  if (!Array.isArray(value) || value.length !== 6) return false;
  const [line, email, name, , , groups] = value as unknown[];
  const isText = (text: unknown) => typeof text === 'string';
  return (
    Number.isInteger(line) && isText(email) && isText(name) && Array.isArray(groups) && groups.every(isText)
  );
}

function unreadable(): Refusal {
  return new Refusal('invalid', 'invalid_input');
}
