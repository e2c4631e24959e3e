import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const SURVIVORS = join(ROOT, 'test', 'mutants', 'survivors.json');
/** Of a hundred changes in an area at least so many are noticed. */
export const LEAST = 90;

const DOMAIN_CONFIG = 'test/mutants/stryker.json';

/** What decides what somebody may do, outside of `domain/` folders. */
const RIGHTS = [
  'src/members/member-guard.ts',
  'src/members/member-session.ts',
  'src/members/rights-now.ts',
  'src/desk/desk.gateway.ts',
  'src/messenger/bearer.ts',
  'src/messenger/guest-sessions.ts',
  'src/conversations/conversation.access.ts',
  'src/conversations/block-visitor.ts',
  'src/conversations/unblock-visitor.ts',
  'src/responses/response.access.ts',
  'src/kernel/permissions.ts',
];

/** The same, where only a database can tell: what loaders find, and who comes second. */
const ACCESS = [
  'src/brands/brand.access.ts',
  'src/members/account.access.ts',
  'src/members/member.access.ts',
  'src/members/standing.queries.ts',
  'src/sites/site.access.ts',
  'src/visitors/visitor.access.ts',
  'src/visitors/visitor-blocks.ts',
  'src/conversations/conversation-lock.ts',
  'src/files/file.access.ts',
  'src/conversations/readers.ts',
];

/**
 * What is changed as one and judged as one, by the name that is asked for: the rules of each module, rights, and access,
 * whose tests need a PostgreSQL.
 */
export const AREAS = {
  ...Object.fromEntries(
    readdirSync(join(ROOT, 'src'))
      .filter((module) => existsSync(join(ROOT, 'src', module, 'domain')))
      .map((module) => [
        module,
        { title: `src/${module}/domain`, mutate: [`src/${module}/domain/**/*.ts`], config: DOMAIN_CONFIG },
      ]),
  ),
  rights: { title: 'rights', mutate: RIGHTS, config: 'test/mutants/stryker.rights.json' },
  access: {
    title: 'access',
    mutate: ACCESS,
    config: 'test/mutants/stryker.access.json',
    needsPostgres: true,
  },
};

/** What nobody notices and why that may be, an area: `{ changes, survivors: [{ file, mutator, code, becomes, reason }] }`. */
export function knownSurvivors() {
  return JSON.parse(readFileSync(SURVIVORS, 'utf8'));
}

/** Where a mutant stands, in words that outlast other lines: its lines with the changed part between « and ». */
export function survivorOf(file, source, { mutatorName, replacement, location: { start, end } }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = `${lines[last].slice(0, end.column - 1)}»${lines[last].slice(end.column - 1)}`;
  lines[0] = `${lines[0].slice(0, start.column - 1)}«${lines[0].slice(start.column - 1)}`;
  return { file, mutator: mutatorName, code: oneLine(lines.join(' ')), becomes: oneLine(replacement) };
}

export function keyOf({ file, mutator, code, becomes }) {
  return [file, mutator, code, becomes].join(' | ');
}

/** Whether the code of a survivor still stands in its file. */
export function isThere({ file, code }) {
  const path = join(ROOT, file);
  return existsSync(path) && oneLine(readFileSync(path, 'utf8')).includes(code.replace(/[«»]/g, ''));
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
