import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { Operator, OperatorGuard, type SignedInOperator } from '../members/index.js';
import { view, withQuery, type View } from '../platform/index.js';
import { OperatorActsQueries, type OperatorAct } from './operator-acts.queries.js';
import type { ActsView, ActView } from './operator.view.js';

/** What operators did, for operators. */
@Controller('platform/log')
@UseGuards(OperatorGuard)
export class ActsController {
  constructor(private readonly acts: OperatorActsQueries) {}

  @Get()
  async show(@Operator() { accountId }: SignedInOperator, @Query('before') before: unknown): Promise<View> {
    const { acts, older } = await this.acts.page({ before });
    const data: ActsView = {
      shell: { section: 'acts', accountId },
      acts: acts.map((act) => actView(act)),
      olderUrl: older && withQuery('/platform/log', { before: older }),
      newestUrl: before ? '/platform/log' : null,
    };
    return view('operator/acts', data);
  }
}

export function actView(
  { id: _id, brandId, ...act }: OperatorAct,
  { isOfPage = false }: { isOfPage?: boolean } = {},
): ActView {
  return { ...act, brandUrl: brandId && !isOfPage ? `/platform/brands/${brandId}` : null };
}
