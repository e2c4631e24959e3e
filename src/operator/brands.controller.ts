import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Refusal, type OperatorActor } from '../kernel/index.js';
import { Operator, OperatorGuard, type SignedInOperator } from '../members/index.js';
import { formatDate, seeOther, view, withQuery, type SeeOther, type View } from '../platform/index.js';
import { actView } from './acts.controller.js';
import { ChangeBrandState, type BrandStateChange } from './change-brand-state.js';
import { OperatorActsQueries } from './operator-acts.queries.js';
import type { BrandPageView, BrandRowView, BrandsView, MonthView, StateChangeView } from './operator.view.js';
import { PlatformBrands, type MonthCounts, type PlatformBrand } from './platform-brands.queries.js';

type Kind = BrandStateChange['kind'];
type Posted = Record<string, unknown> | undefined;

const DONE: Kind[] = ['suspended', 'reopened'];
const FORMS: Record<Kind, string> = { suspended: 'suspension', reopened: 'reopening' };

/** Brands, for whoever runs the platform. */
@Controller('platform')
@UseGuards(OperatorGuard)
export class BrandsController {
  constructor(
    private readonly brands: PlatformBrands,
    private readonly acts: OperatorActsQueries,
    private readonly changeState: ChangeBrandState,
  ) {}

  @Get()
  async list(@Operator() operator: SignedInOperator, @Query() query: Record<string, unknown>): Promise<View> {
    const search = text(query.q);
    const { brands, older } = await this.brands.page(search, query.before);
    const data: BrandsView = {
      shell: { section: 'brands', accountId: operator.accountId },
      search,
      brands: brands.map(rowView),
      olderUrl: older && withQuery('/platform', { q: search || null, before: older }),
      newestUrl: query.before ? withQuery('/platform', { q: search || null }) : null,
    };
    return view('operator/brands', data);
  }

  @Get('brands/:id')
  async one(
    @Operator() operator: SignedInOperator,
    @Param('id') id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const brand = await this.brands.brand(id);
    const { acts } = await this.acts.page({ brandId: brand.id, before: null });
    const data: BrandPageView = {
      shell: { section: 'brands', accountId: operator.accountId },
      brand: { ...brand, months: sinceFirst(brand.months).map((month) => monthView(month, operator.locale)) },
      changeUrl: `${urlOf(brand)}/${FORMS[brand.state === 'active' ? 'suspended' : 'reopened']}`,
      done: DONE.find((kind) => kind === done) ?? null,
      acts: acts.map((act) => actView(act, { isOfPage: true })),
    };
    return view('operator/brand', data);
  }

  @Get('brands/:id/suspension')
  askSuspension(@Operator() operator: SignedInOperator, @Param('id') id: string): Promise<View> {
    return this.ask(operator, { id, kind: 'suspended' });
  }

  @Post('brands/:id/suspension')
  @HttpCode(200)
  suspend(
    @Operator() operator: SignedInOperator,
    @Param('id') id: string,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    return this.change(operator, { id, kind: 'suspended', reason: text(posted?.reason) });
  }

  @Get('brands/:id/reopening')
  askReopening(@Operator() operator: SignedInOperator, @Param('id') id: string): Promise<View> {
    return this.ask(operator, { id, kind: 'reopened' });
  }

  @Post('brands/:id/reopening')
  @HttpCode(200)
  reopen(
    @Operator() operator: SignedInOperator,
    @Param('id') id: string,
    @Body() posted: Posted,
  ): Promise<View | SeeOther> {
    return this.change(operator, { id, kind: 'reopened', reason: text(posted?.reason) });
  }

  private async change(
    operator: SignedInOperator,
    { id, kind, reason }: { id: string; kind: Kind; reason: string },
  ): Promise<View | SeeOther> {
    const brand = await this.brands.brand(id);
    const actor: OperatorActor = { kind: 'operator', brandId: brand.id, id: null, ...operator };
    try {
      await this.changeState.run(actor, { kind, reason });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.details.fields)
        return this.ask(operator, { id, kind, reason }, { errors: error.details.fields });
      return this.ask(operator, { id, kind, reason }, { problem: error.code }, error.status);
    }
    return seeOther(`${urlOf(brand)}?done=${kind}`);
  }

  private async ask(
    { accountId }: SignedInOperator,
    { id, kind, reason = '' }: { id: string; kind: Kind; reason?: string },
    part: Pick<Partial<StateChangeView>, 'errors' | 'problem'> = {},
    status = part.errors ? 422 : 200,
  ): Promise<View> {
    const brand = await this.brands.brand(id);
    const data: StateChangeView = {
      shell: { section: 'brands', accountId },
      brand,
      kind,
      url: `${urlOf(brand)}/${FORMS[kind]}`,
      brandUrl: urlOf(brand),
      reason,
      errors: {},
      problem: null,
      ...part,
    };
    return view('operator/change', data, { status });
  }
}

function urlOf({ id }: Pick<PlatformBrand, 'id'>): string {
  return `/platform/brands/${id}`;
}

function rowView({ months, ...brand }: PlatformBrand): BrandRowView {
  const [present, last] = months;
  if (!present || !last) throw new Error('Brands are read with two months.');
  return { ...brand, url: urlOf(brand), present, last };
}

/** Without the months from before anything was there. */
function sinceFirst(months: MonthCounts[]): MonthCounts[] {
  const last = months.findLastIndex(({ conversations }) => conversations > 0);
  return months.slice(0, Math.max(1, last + 1));
}

/** A month of the brand's is the same one wherever its reader is. */
function monthView(counts: MonthCounts, locale: string): MonthView {
  return { ...counts, name: formatDate(locale, new Date(counts.month), 'month') };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
