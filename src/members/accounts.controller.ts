import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../kernel/index.js';
import { BrandAccess } from '../brands/index.js';
import { Sessions, Config, seeOther, view, type SeeOther, type View } from '../platform/index.js';
import type { AccountView, BrandChoiceView, FrontView, MembershipView } from './account.view.js';
import { answerOf, signedInAccount, waitOf } from './account.form.js';
import { AccountAccess, type Membership } from './account.access.js';
import { OperatorAccess } from './operators/operator.access.js';
import { ChangePassword } from './sign-in/change-password.js';
import { LeaveBrand } from './leaving/leave-brand.js';
import { OpenSessions } from './sessions/open-sessions.queries.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SaveAccount } from './save-account.js';

const SAVED = ['profile', 'password', 'left', 'session', 'sessions'] as const;

type Posted = Record<string, unknown>;

/** The front page, and one's own account. */
@Controller()
export class AccountsController {
  constructor(
    private readonly config: Config,
    private readonly brands: BrandAccess,
    private readonly accounts: AccountAccess,
    private readonly operators: OperatorAccess,
    private readonly saveAccount: SaveAccount,
    private readonly changePassword: ChangePassword,
    private readonly sessions: Sessions,
    private readonly leaveBrand: LeaveBrand,
    private readonly factors: SecondFactors,
    private readonly openSessions: OpenSessions,
  ) {}

  @Get()
  async front(@Req() request: Request): Promise<View> {
    const shops = this.config.demoShopUrl;
    const brands = shops ? await this.brands.active() : [];
    const demoShops = brands.map(({ slug, name }) => ({ name, url: `${shops}/${slug}/` }));
    const data: FrontView = {
      deskUrl: request.session.accountId ? '/brands' : null,
      demoShops,
      isOpen: this.config.signUp === 'open',
    };
    return view('accounts/front', data);
  }

  @Get('brands')
  async choice(@Req() request: Request): Promise<View | SeeOther> {
    const accountId = signedInAccount(request);
    const memberships = await this.accounts.memberships(accountId);
    const isOperator = await this.operators.isOperator(accountId);
    const [only] = memberships;
    if (memberships.length === 1 && only && !isOperator) return seeOther(`/b/${only.slug}/desk`);
    return view('accounts/brands', {
      memberships: memberships.map(shown),
      isOperator,
      isOpen: this.config.signUp === 'open',
    } satisfies BrandChoiceView);
  }

  @Get('account')
  account(@Req() request: Request, @Query('saved') saved: unknown): Promise<View> {
    const known = SAVED.find((each) => each === saved) ?? null;
    return this.accountView(request, { saved: known });
  }

  @Post('account')
  @HttpCode(200)
  async save(@Req() request: Request, @Body() posted: Posted | undefined): Promise<View | SeeOther> {
    const accountId = signedInAccount(request);
    const values = { name: text(posted?.name).trim(), language: text(posted?.language) };
    const locale = values.language === '' ? null : values.language;
    const errors = await fieldErrors(() => this.saveAccount.run({ accountId, name: values.name, locale }));
    if (errors) return this.accountView(request, { values: values, errors });
    request.session.locale = locale;
    return seeOther('/account?saved=profile');
  }

  @Post('account/password')
  @HttpCode(200)
  async password(@Req() request: Request, @Body() posted: Posted | undefined): Promise<View | SeeOther> {
    const accountId = signedInAccount(request);
    try {
      const errors = await fieldErrors(() =>
        this.changePassword.run({
          accountId,
          current: text(posted?.current),
          password: text(posted?.password),
          sessionId: request.sessionID,
          locale: request.locale,
        }),
      );
      if (errors) return await this.accountView(request, { errors });
      await this.sessions.renew(request);
      return seeOther('/account?saved=password');
    } catch (error) {
      return this.accountView(request, { wait: waitOf(error) });
    }
  }

  /** Out of a brand, by one's own wish. */
  @Post('account/brands/:brand/departure')
  @HttpCode(200)
  async leave(@Req() request: Request, @Param('brand') slug: string): Promise<View | SeeOther> {
    try {
      await this.leaveBrand.run({ accountId: signedInAccount(request), slug });
      return seeOther('/account?saved=left');
    } catch (error) {
      if (!(error instanceof Refusal) || !['conflict', 'forbidden'].includes(error.kind)) throw error;
      return this.accountView(request, { errors: { brand: error.code } });
    }
  }

  private async accountView(request: Request, part: Partial<AccountView>): Promise<View> {
    const accountId = signedInAccount(request);
    const { email, name, locale } = await this.accounts.account(accountId);
    const memberships = await this.accounts.memberships(accountId);
    const sessions = await this.openSessions.of(accountId, request.sessionID);
    const data: AccountView = {
      accountId,
      email,
      values: { name, language: locale ?? '' },
      errors: {},
      wait: null,
      saved: null,
      isTwoStepOn: await this.factors.hasAny(accountId),
      memberships: memberships.map(shown),
      isOperator: await this.operators.isOperator(accountId),
      sessions,
      hasOtherSessions: sessions.some(({ isThis }) => !isThis),
      ...part,
    };
    return view('accounts/show', data, answerOf(data));
  }
}

function shown({ slug, name, role }: Membership): MembershipView {
  return { slug, name, role, initial: [...name][0]?.toUpperCase() ?? '' };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What is wrong with which field, where the verb refused for that reason. */
async function fieldErrors(work: () => Promise<void>): Promise<Record<string, string> | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.details.fields) return error.details.fields;
    throw error;
  }
}
