import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock, newId } from '../../kernel/index.js';
import { Statements } from '../database/statements.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { NodeIdentity } from '../node-identity.js';

export interface Person {
  brandId: string;
  side: 'visitor' | 'member';
  personId: string;
}

export interface Connection extends Person {
  siteId?: string;
  url?: string;
  title?: string;
}

/** A person is offline this long after the last live connection is gone. */
export const GRACE_MS = 60_000;

const BEAT_MS = 5000;
const TICK_MS = 1000;
const DEAD_AFTER = '15 seconds';

/**
 * Who is connected, on every node: rows written on connect, on leave and on a change of page, and one beat a node.
 * Rows that are lost (a crash of Postgres, a node that was taken for dead) are written again from memory.
 */
@Injectable()
export class Presence implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Presence');
  private readonly here = new Map<string, Connection>();
  private readonly leaving = new Map<string, { person: Person; at: number }>();
  private readonly cameHandlers: ((person: Person) => void)[] = [];
  private readonly goneHandlers: ((person: Person) => Promise<void>)[] = [];
  private stopped = false;

  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly node: NodeIdentity,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
  }

  async onModuleDestroy(): Promise<void> {
    await this.quietly(async () => {
      this.stopped = true;
      await this.statements.query('SELECT node_leave($1)', [this.node.id]);
    });
  }

  @Interval(BEAT_MS)
  async keepBeating(): Promise<void> {
    if (!this.stopped) await this.quietly(() => this.beat());
  }

  @Interval(TICK_MS)
  async lookWhoIsGone(): Promise<void> {
    if (!this.stopped) await this.quietly(() => this.tick());
  }

  /** Called at every new connection, on its node. */
  onCame(handler: (person: Person) => void): void {
    this.cameHandlers.push(handler);
  }

  /** Called when a person has been without any live connection for a minute, on one node. */
  onGone(handler: (person: Person) => Promise<void>): void {
    this.goneHandlers.push(handler);
  }

  /** The id of the new connection, for `move` and `leave`. */
  async arrive(connection: Connection): Promise<string> {
    const id = newId();
    this.here.set(id, connection);
    this.leaving.delete(keyOf(connection));
    await this.write(id, connection);
    for (const handler of this.cameHandlers) handler(connection);
    return id;
  }

  async move(id: string, page: { url: string; title: string }): Promise<void> {
    const connection = this.here.get(id);
    if (!connection) return;
    Object.assign(connection, page);
    await this.write(id, connection);
  }

  async leave(id: string): Promise<void> {
    const connection = this.here.get(id);
    if (!connection) return;
    this.here.delete(id);
    this.planGone(connection);
    await this.statements.run('connection_leave', 'SELECT connection_leave($1, $2, $3)', [
      connection.brandId,
      id,
      this.clock.now(),
    ]);
  }

  /** Which of these people have a live connection now; within a unit of work. */
  async online(side: Person['side'], personIds: string[]): Promise<Set<string>> {
    const rows = await this.unitOfWork.query<{ person_id: string }>(
      'SELECT DISTINCT person_id FROM connections WHERE brand_id = $1 AND side = $2 AND person_id = ANY($3)',
      [this.unitOfWork.brandId, side, personIds],
    );
    return new Set(rows.map((row) => row.person_id));
  }

  /** Whether one of a visitor's browsers is here, or was a minute ago; within a unit of work. */
  async isVisitorOnline(browserIds: string[]): Promise<boolean> {
    const rows = await this.unitOfWork.query('SELECT FROM visitors_online($1, $2) LIMIT 1', [
      this.unitOfWork.brandId,
      browserIds,
    ]);
    return rows.length > 0;
  }

  /** When the last of these people lost a connection, while they may still come back; within a unit of work. */
  async lastLeft(side: Person['side'], personIds: string[]): Promise<Date | null> {
    const { at } = await this.unitOfWork.one<{ at: Date | null }>(
      'SELECT max(at) AS at FROM departures WHERE brand_id = $1 AND side = $2 AND person_id = ANY($3)',
      [this.unitOfWork.brandId, side, personIds],
    );
    return at;
  }

  private planGone(person: Person, after = GRACE_MS): void {
    const { brandId, side, personId } = person;
    this.leaving.set(keyOf(person), {
      person: { brandId, side, personId },
      at: this.clock.now().getTime() + after,
    });
  }

  private async tick(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const [key, { person, at }] of this.leaving) {
      if (at > now) continue;
      this.leaving.delete(key);
      const [row] = await this.statements.run<{ connected: boolean }>(
        'person_connected',
        'SELECT person_connected($1, $2, $3, $4) AS connected',
        [person.brandId, person.side, person.personId, new Date(now - GRACE_MS)],
      );
      if (!row?.connected) for (const handler of this.goneHandlers) await handler(person);
    }
  }

  private async beat(): Promise<void> {
    const [row] = await this.statements.query<{ known: number }>('SELECT node_beat($1) AS known', [
      this.node.id,
    ]);
    if (row && row.known < this.here.size) await this.writeAgain();
    const swept = await this.statements.query<{ brand_id: string; side: Person['side']; person_id: string }>(
      'SELECT brand_id, side, person_id FROM sweep_dead_nodes($1::interval, $2)',
      [DEAD_AFTER, this.clock.now()],
    );
    for (const { brand_id: brandId, side, person_id: personId } of swept) {
      this.planGone({ brandId, side, personId });
    }
  }

  private async writeAgain(): Promise<void> {
    for (const [id, connection] of this.here) await this.write(id, connection);
  }

  private async write(id: string, connection: Connection): Promise<void> {
    const { brandId, side, personId, siteId, url, title } = connection;
    await this.statements.run(
      'connection_arrive',
      'SELECT connection_arrive($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [
        brandId,
        id,
        this.node.id,
        side,
        personId,
        siteId ?? null,
        url ?? null,
        title ?? null,
        this.clock.now(),
      ],
    );
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(
        `presence could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

function keyOf({ brandId, side, personId }: Person): string {
  return `${brandId} ${side} ${personId}`;
}
