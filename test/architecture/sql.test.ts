import { GUEST_WRITES, TABLE_OWNERS } from './table-owners.js';
import { files, places, type SourceFile } from './tree.js';

/** Where the database's own clock is meant, each with why. Rules read the time from Clock. */
const DATABASE_CLOCK: Record<string, string> = {
  'migrations/functions/presence.sql': 'nodes compare their beats by one clock that they share',
  'src/platform/database/functions.ts': 'which version was migrated last is no rule',
};

const WRITES =
  /\b(?:INSERT\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|MERGE\s+INTO)\s+"?([a-z_]+)"?/g;
const owners = new Map(
  Object.entries(TABLE_OWNERS).flatMap(([owner, tables]) => tables.map((table) => [table, owner])),
);
const sources = files(['src'], /^src\/(?!browser\/|start\/).*(?<!\.spec)\.ts$/);
const functions = files(['migrations/functions'], /\.sql$/);

it('finds the statements of the product', () => {
  expect(sources.flatMap(writtenTables).length).toBeGreaterThan(0);
});

it('writes a table only in the module that owns it', () => {
  const strays = sources.flatMap((file) =>
    writtenTables(file)
      .filter((table) => owners.get(table) !== moduleOf(file))
      .map((table) => `${file.path}: ${table}`)
      .filter((write) => !(write in GUEST_WRITES)),
  );
  expect(strays).toEqual([]);
});

it('has no exception left over', () => {
  const writes = sources.flatMap((file) => writtenTables(file).map((table) => `${file.path}: ${table}`));
  expect(Object.keys(GUEST_WRITES).filter((write) => !writes.includes(write))).toEqual([]);
});

it('moves a conversation in one place, and many at once in one function', () => {
  const moves =
    /UPDATE conversations\s+(?:\w+\s+)?SET\s[^;`]*?\b(?:state|member_id|snoozed_by|closed_at)\s*=[^`;]*?/i;
  const found = [...sources, ...functions].filter((file) => moves.test(withoutComments(file.text)));
  expect(found.map(({ path }) => path)).toEqual([
    'src/conversations/move-conversation.ts',
    'migrations/functions/land_conversations.sql',
  ]);
});

it('ends a contact where it moves the conversation', () => {
  const ends = [...sources, ...functions].filter(({ text }) =>
    /UPDATE contacts\b[^`]*\bended_at\s*=/i.test(text),
  );
  expect(ends.map(({ path }) => path)).toEqual(['src/conversations/move-conversation.ts']);
});

it('shows no entity to other modules, so that nobody else can write through it', () => {
  const faces = files(['src'], /^src\/[^/]+\/index\.ts$/);
  expect(faces.flatMap((file) => places(file, /from '.*\.entity\.js'/))).toEqual([]);
});

it('asks the clock of the database nowhere but in the listed places', () => {
  const clock =
    /\b(now\(\)(?!:)|clock_timestamp\(\)|statement_timestamp\(\)|current_timestamp\b|current_date\b|localtimestamp\b)/i;
  const found = [...sources, ...functions].filter((file) => clock.test(withoutComments(file.text)));
  expect(found.map(({ path }) => path).sort()).toEqual(Object.keys(DATABASE_CLOCK).sort());
});

it('pages by cursor, never by offset', () => {
  expect([...sources, ...functions].flatMap((file) => places(file, /\bOFFSET\s+(\$\d|\d)/))).toEqual([]);
});

function writtenTables({ text }: SourceFile): string[] {
  return [...text.matchAll(WRITES)].map(([, table]) => table).filter((table) => owners.has(table));
}

function moduleOf({ path }: SourceFile): string {
  return path.split('/')[1];
}

/** Without what is said about clocks, and what is asked of ours. */
function withoutComments(text: string): string {
  return text.replace(/--.*$|\/\/.*$|\/\*[^]*?\*\//gm, '').replace(/\.now\(\)/g, '');
}
