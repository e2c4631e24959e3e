import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config, PlatformModule, Statements, UnitOfWork } from '../../src/platform/index.js';
import { brandRows, type BrandRows } from '../conversations/rows.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

/**
 * A brand, and what its loaders need, on a connection that row-level security does not hold for: whatever a statement
 * itself does not leave out is found.
 */
export interface Loaders extends BrandRows {
  database: TestDatabase;
  unitOfWork: UnitOfWork;
  statements: Statements;
  /** Changes the rows of a table that have this id, whichever brand they are of. */
  set(table: string, id: string, change: string): Promise<unknown>;
  neighbour(): Promise<BrandRows>;
  close(): Promise<void>;
}

export async function startLoaders(
  entities: Parameters<typeof TypeOrmModule.forFeature>[0] = [],
): Promise<Loaders> {
  const database = await freshDatabase();
  const config = new Config({
    NODE_ENV: 'test',
    DATABASE_URL: database.superuserUrl,
    SECRET_KEY: 'k'.repeat(40),
  });
  const imports = [PlatformModule.for(config), TypeOrmModule.forFeature(entities)];
  const app = await NestFactory.createApplicationContext(
    { module: class {}, imports },
    { logger: ['error'] },
  );
  return {
    ...(await brandRows(database)),
    database,
    unitOfWork: app.get(UnitOfWork),
    statements: app.get(Statements),
    set: (table, id, change) => database.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [id]),
    neighbour: () => brandRows(database),
    close: () => app.close(),
  };
}
