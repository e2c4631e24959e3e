import { Injectable } from '@nestjs/common';
import type { MemberRole } from '../kernel/index.js';
import { Statements } from '../platform/index.js';
import type { Availability, MemberKind } from './member.access.js';

/** A sign-in that has something open in a brand. */
export interface OpenSession {
  sessionId: string;
  accountId: string;
  brandId: string;
}

/** What holds for one now. */
export interface MemberStanding {
  isSignedIn: boolean;
  brandState: 'active' | 'suspended';
  /** Null where the account is no member of the brand; then nothing below counts. */
  status: 'active' | 'suspended' | null;
  role: MemberRole;
  kind: MemberKind;
  name: string;
  picture: string | null;
  capacity: number;
  chosenState: Availability;
  state: Availability | 'offline';
  groups: string[];
  twoStepFrom: Date | null;
  /** Known only where the brand asks for it. */
  hasFactor: boolean;
}

/** Reads what holds for many sign-ins at once, of whichever brands. */
@Injectable()
export class StandingQueries {
  constructor(private readonly statements: Statements) {}

  /** At the same places; undefined where the brand is gone. */
  async of(sessions: readonly OpenSession[]): Promise<(MemberStanding | undefined)[]> {
    const rows = await this.statements.run<MemberStanding & { place: string }>(
      'memberships_now',
      `SELECT place, signed_in AS "isSignedIn", brand_state AS "brandState", status, role, kind, name, picture, capacity,
         chosen_state AS "chosenState", state, groups, two_step_from AS "twoStepFrom", has_factor AS "hasFactor"
       FROM memberships_now($1, $2, $3)`,
      [
        sessions.map(({ sessionId }) => sessionId),
        sessions.map(({ accountId }) => accountId),
        sessions.map(({ brandId }) => brandId),
      ],
    );
    const byPlace = new Map(rows.map((row) => [Number(row.place), row]));
    return sessions.map((_, at) => byPlace.get(at + 1));
  }
}
