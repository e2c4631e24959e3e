import { ConfigError } from '../config/config.js';
import type { Statements } from '../database/statements.js';

/** Row security does not hold for a superuser, for BYPASSRLS and, unless forced, for an owner: none of them may serve. */
export async function refusePowerfulRole(statements: Statements): Promise<void> {
  const [role] = await statements.query<{ powerful: boolean; owns: boolean }>(
    `SELECT r.rolsuper OR r.rolbypassrls AS powerful,
       EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
         AND pg_has_role(current_user, c.relowner, 'USAGE')) AS owns
     FROM pg_roles r WHERE r.rolname = current_user`,
  );
  if (!role || role.powerful || role.owns) {
    throw new ConfigError(
      "DATABASE_URL must name the application's role: no superuser, without BYPASSRLS, owner of no table.",
    );
  }
}
