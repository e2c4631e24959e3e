import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { isId, Refusal } from '../../kernel/index.js';

interface Scope {
  brandId: string;
  runner: QueryRunner;
  busy: boolean;
  ended: boolean;
  afterCommit: (() => void | Promise<void>)[];
}

export interface ScopeOptions {
  /** For what is recorded of a suspended brand too; everything else is refused there. */
  whileSuspended?: boolean;
}

const TRIES = 3;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const READ_ONLY = '25006';

/**
 * One transaction in one brand's scope. Row security reads the brand from a setting that dies with the transaction,
 * so nothing of another brand can be reached, and nothing at all outside of a scope. In a suspended brand it is one that
 * only reads, by the database itself.
 */
@Injectable()
export class UnitOfWork {
  private readonly logger = new Logger('UnitOfWork');
  private readonly scopes = new AsyncLocalStorage<Scope>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs the work in the brand's scope and commits. Inside another run of the same brand it joins that one; inside
   * a run of another brand it throws. After a deadlock or a serialisation failure the whole work runs again, up to
   * three times, so it must not reach outside the database; what may only happen once goes to `afterCommit`.
   * @throws Refusal `brand_suspended` where it writes and the brand is suspended
   */
  async run<T>(brandId: string, work: () => Promise<T>, options: ScopeOptions = {}): Promise<T> {
    const current = this.scopes.getStore();
    if (current && !current.ended) {
      if (current.brandId !== brandId) throw new Error('A unit of work cannot reach into another brand.');
      return work();
    }
    if (!isId(brandId)) throw new Error('A unit of work needs the id of a brand.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(brandId, work, options);
      } catch (error) {
        if (codeOf(error) === READ_ONLY) throw new Refusal('forbidden', 'brand_suspended');
        if (attempt === TRIES || !isTransient(error)) throw error;
      }
    }
  }

  /** Whether a scope is open here: what takes long has no place in it. */
  get isOpen(): boolean {
    return this.scopes.getStore()?.ended === false;
  }

  /** The brand of the present scope; throws outside of one. */
  get brandId(): string {
    return this.scope().brandId;
  }

  /** For entities: inserts and conditional updates within the present scope. */
  get manager(): EntityManager {
    return this.scope().runner.manager;
  }

  /** One SQL statement within the present scope; two at a time throw, for they share one connection. */
  async query<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const scope = this.scope();
    if (scope.busy) throw new Error('Queries of a unit of work are awaited one by one.');
    scope.busy = true;
    try {
      const result = await scope.runner.query(sql, parameters, true);
      return (result.records ?? []) as Row[];
    } finally {
      scope.busy = false;
    }
  }

  /** Like `query`, for statements that always give exactly one row; throws an Error where there is none. */
  async one<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row> {
    const [row] = await this.query<Row>(sql, parameters);
    if (row === undefined) throw new Error('A statement that always gives a row gave none.');
    return row;
  }

  /** Like `query`, for statements whose effect counts: how many rows were changed. */
  async execute(sql: string, parameters: unknown[] = []): Promise<number> {
    const scope = this.scope();
    if (scope.busy) throw new Error('Queries of a unit of work are awaited one by one.');
    scope.busy = true;
    try {
      return (await scope.runner.query(sql, parameters, true)).affected ?? 0;
    } finally {
      scope.busy = false;
    }
  }

  /**
   * Runs once the transaction is committed, never if it is not; outside of a scope it runs at once. What it throws is
   * logged: nobody may take what is committed for undone.
   */
  afterCommit(callback: () => void | Promise<void>): void {
    const scope = this.scopes.getStore();
    if (!scope || scope.ended) void this.guard(callback);
    else scope.afterCommit.push(callback);
  }

  private async attempt<T>(
    brandId: string,
    work: () => Promise<T>,
    { whileSuspended = false }: ScopeOptions,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const scope: Scope = { brandId, runner, busy: false, ended: false, afterCommit: [] };
    let result: T;
    try {
      await runner.connect();
      await runner.query(
        `BEGIN; SELECT set_config('app.brand_id', '${brandId}', true)${whileSuspended ? '' : readOnlyIfSuspended(brandId)}`,
      );
      try {
        result = await this.scopes.run(scope, work);
        scope.ended = true;
        await runner.query('COMMIT');
      } catch (error) {
        scope.ended = true;
        await runner.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
    for (const callback of scope.afterCommit) await this.scopes.exit(() => this.guard(callback));
    return result;
  }

  private async guard(callback: () => void | Promise<void>): Promise<void> {
    try {
      await callback();
    } catch (error) {
      this.logger.error(
        'something to be done after a commit failed',
        error instanceof Error ? error.stack : String(error),
      );
    }
  }

  private scope(): Scope {
    const scope = this.scopes.getStore();
    if (!scope) throw new Error("A tenant's table is reached within a unit of work only.");
    if (scope.ended) throw new Error('This unit of work has ended; something in it was not awaited.');
    return scope;
  }
}

function readOnlyIfSuspended(brandId: string): string {
  return `; SELECT set_config('transaction_read_only', 'on', true) FROM brands WHERE id = '${brandId}' AND state = 'suspended'`;
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? '';
}

function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}
