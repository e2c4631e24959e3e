import { parse } from 'csv-parse/sync';
import { foldCase, invalidFields } from '../../kernel/index.js';

export const MOST_ROWS = 500;
/** In characters: of one row, with all that nobody asked for. */
const LONGEST_ROW = 20_000;
const SEPARATORS = [',', ';', '\t'] as const;

/** What a column or a value may be called, in English and in French. */
const COLUMNS = {
  email: [
    'email',
    'e-mail',
    'mail',
    'email address',
    'e-mail address',
    'adresse',
    'adresse e-mail',
    'courriel',
  ],
  name: ['name', 'full name', 'nom', 'nom complet', 'prenom et nom'],
  role: ['role'],
  kind: ['kind', 'type', 'genre'],
  groups: ['groups', 'group', 'groupes', 'groupe'],
} as const;
const ROLES = {
  admin: ['admin', 'administrator', 'administrateur', 'administratrice'],
  manager: ['manager', 'responsable'],
  agent: ['', 'agent', 'conseiller', 'conseillere'],
} as const;
const KINDS = {
  staff: ['', 'staff', 'employee', 'salarie', 'salariee'],
  expert: ['expert', 'experte'],
  ambassador: ['ambassador', 'ambassadeur', 'ambassadrice'],
} as const;

type Column = keyof typeof COLUMNS;

/** A row of the file as it is understood; null where what stands there is none. */
export interface ImportedRow {
  /** In the file, where the names of the columns are the first. */
  line: number;
  email: string;
  name: string;
  role: keyof typeof ROLES | null;
  kind: keyof typeof KINDS | null;
  /** By their names. */
  groups: string[];
}

/** @throws Refusal at the field `file` where it cannot be read. */
export function readRows(text: string): ImportedRow[] {
  const [names = [], ...rows] = recordsOf(text);
  const columns = columnsOf(names);
  if (!columns.has('email')) throw invalidFields({ file: 'import_no_email' });
  if (rows.length === 0) throw invalidFields({ file: 'import_empty' });
  if (rows.length > MOST_ROWS) throw invalidFields({ file: 'import_rows' });
  return rows.map((cells, at) => {
    const cell = (column: Column) => (cells[columns.get(column) ?? -1] ?? '').trim();
    return {
      line: at + 2,
      email: cell('email'),
      name: cell('name'),
      role: meaningOf(ROLES, cell('role')),
      kind: meaningOf(KINDS, cell('kind')),
      groups: cell('groups')
        .split(/[|,;/]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    };
  });
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      max_record_size: LONGEST_ROW,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: MOST_ROWS + 2,
    });
  } catch {
    throw invalidFields({ file: 'import_unreadable' });
  }
}

/** What stands most often in the first line. */
function separatorOf(text: string): string {
  const [first = ''] = text
    .slice(0, LONGEST_ROW)
    .trimStart()
    .split(/[\r\n]/, 1);
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function columnsOf(names: string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  names.forEach((name, at) => {
    const column = meaningOf(COLUMNS, name);
    if (column && !columns.has(column)) columns.set(column, at);
  });
  return columns;
}

function meaningOf<Meaning extends string>(
  words: Record<Meaning, readonly string[]>,
  text: string,
): Meaning | null {
  const plain = plainOf(text);
  const found = Object.entries<readonly string[]>(words).find(([, each]) => each.includes(plain));
  return (found?.[0] as Meaning | undefined) ?? null;
}

/** In small letters and without accents, as names are compared. */
export function plainOf(text: string): string {
  return foldCase(text.trim().normalize('NFKD').replace(/\p{M}/gu, ''));
}
