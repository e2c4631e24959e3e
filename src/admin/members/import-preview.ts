import { Injectable } from '@nestjs/common';
import { isBlank, isStorable, lengthOf, normalAddress, type MemberActor } from '../../kernel/index.js';
import { RefusedAddresses, type InvitationDraft } from '../../members/index.js';
import { GroupQueries } from '../frame/groups.queries.js';
import { plainOf, type ImportedRow } from './import-rows.js';

export interface PreviewedRow extends ImportedRow {
  /** What is wrong with it, as keys of `errors`; nobody is invited by such a row. */
  problems: string[];
  /** Who is invited by it. */
  draft: InvitationDraft | null;
}

const LONGEST_NAME = 80;

/** Says of each row of a file what will come of it. */
@Injectable()
export class ImportPreview {
  constructor(
    private readonly refused: RefusedAddresses,
    private readonly groups: GroupQueries,
  ) {}

  async of(actor: MemberActor, rows: readonly ImportedRow[]): Promise<PreviewedRow[]> {
    const emails = rows.map(({ email }) => email.normalize('NFC'));
    const refused = await this.refused.of(actor.brandId, [...new Set(emails)]);
    const codes = new Map(refused.map(({ email, code }) => [email, code]));
    const ids = new Map((await this.groups.all(actor)).map(({ id, name }) => [plainOf(name), id]));
    const seen = new Set<string>();
    return rows.map((row, at) => {
      const email = emails[at] ?? '';
      const groupIds = row.groups.map((name) => ids.get(plainOf(name)));
      const isTwice = seen.has(normalAddress(email));
      seen.add(normalAddress(email));
      const problems = [
        codes.get(email) ?? (isTwice ? 'address_twice' : null),
        nameProblem(row.name),
        row.role === null ? 'import_role' : null,
        row.kind === null ? 'import_kind' : null,
        groupIds.includes(undefined) ? 'import_group' : null,
      ].filter((problem) => problem !== null);
      const draft = problems.length === 0 ? draftOf(row, email, groupIds) : null;
      return { ...row, problems, draft };
    });
  }
}

function draftOf(
  { name, role, kind }: ImportedRow,
  email: string,
  groupIds: (string | undefined)[],
): InvitationDraft | null {
  if (role === null || kind === null) return null;
  const known = groupIds.filter((id) => id !== undefined);
  return { email, name: isBlank(name) ? null : name, role, kind, groupIds: known };
}

function nameProblem(name: string): string | null {
  if (!isStorable(name) || /\p{Cc}/u.test(name)) return 'characters_refused';
  return lengthOf(name) > LONGEST_NAME ? 'too_long' : null;
}
