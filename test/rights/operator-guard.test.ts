import type { ExecutionContext } from '@nestjs/common';
import type { Proof, SecondFactors } from '../../src/members/index.js';
import type { OperatorAccess } from '../../src/members/operators/operator.access.js';
import { OperatorGuard } from '../../src/members/operators/operator-guard.js';
import type { Config } from '../../src/platform/index.js';
import { refusalOf } from './fakes.js';

interface Who {
  production?: boolean;
  isOperator?: boolean;
  proof?: Proof;
  accountId?: string | null;
}

function guarded({
  production = true,
  isOperator = true,
  proof = 'proved',
  accountId = 'a1',
}: Who = {}): Promise<unknown> {
  const guard = new OperatorGuard(
    { production } as Config,
    { isOperator: async (id: string) => isOperator && id === 'a1' } as unknown as OperatorAccess,
    { proof: async () => proof } as unknown as SecondFactors,
  );
  const request = { session: { accountId: accountId ?? undefined } };
  return guard.canActivate({
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext);
}

describe('the guard of operators', () => {
  it('lets an operator pass who has shown a second factor', async () => {
    expect(await guarded()).toBe(true);
  });

  it.each<[Who, string]>([
    [{ accountId: null }, 'unauthenticated sign_in_needed'],
    [{ isOperator: false }, 'not_found not_found'],
    [{ isOperator: false, proof: 'none' }, 'not_found not_found'],
    [{ accountId: 'a2' }, 'not_found not_found'],
    [{ proof: 'none' }, 'forbidden second_factor_needed'],
    [{ proof: 'unproved' }, 'forbidden second_factor_unproved'],
    [{ proof: 'unproved', production: false }, 'forbidden second_factor_unproved'],
  ])('refuses %j', async (who, expected) => {
    expect(await refusalOf(guarded(who))).toBe(expected);
  });

  it('asks for none in a demo where none is set up', async () => {
    expect(await guarded({ proof: 'none', production: false })).toBe(true);
  });
});
