import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { notFound, Refusal } from '../../kernel/index.js';
import { Config } from '../../platform/index.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { OperatorAccess } from './operator.access.js';

/** Somebody who runs the platform, at one of its pages. */
export interface SignedInOperator {
  accountId: string;
  locale: string;
}

/** Lets operators pass who have shown a second factor. For all others there is nothing here. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    private readonly config: Config,
    private readonly operators: OperatorAccess,
    private readonly factors: SecondFactors,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { session } = context.switchToHttp().getRequest<Request>();
    const { accountId } = session;
    if (!accountId) throw new Refusal('unauthenticated', 'sign_in_needed');
    if (!(await this.operators.isOperator(accountId))) throw notFound();
    const proof = await this.factors.proof(session);
    if (proof === 'unproved') throw new Refusal('forbidden', 'second_factor_unproved');
    // The demo is looked at without one, as long as none is set up.
    if (proof === 'none' && this.config.production) throw new Refusal('forbidden', 'second_factor_needed');
    return true;
  }
}

/** `@Operator() operator: SignedInOperator`, behind the `OperatorGuard`. */
export const Operator = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedInOperator => {
    const { session, locale } = context.switchToHttp().getRequest<Request>();
    return { accountId: session.accountId ?? '', locale };
  },
);
