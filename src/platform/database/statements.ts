import { Injectable } from '@nestjs/common';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

/**
 * Named statements on the connection pool, outside the unit of work: the reviewed functions that set their brand
 * themselves (posting messages), the definer functions that look across brands, and tables without a brand.
 */
@Injectable()
export class Statements {
  constructor(private readonly dataSource: DataSource) {}

  /** Prepared once a connection under its name; one round trip. */
  async run<Row extends QueryResultRow>(name: string, sql: string, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text: sql, values })).rows;
  }

  /** For tables without a brand, and for definer functions. */
  async query<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }

  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
