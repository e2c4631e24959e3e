import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal } from '../../kernel/index.js';
import { seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import { answerOf, waitOf } from '../account.form.js';
import { Devices } from '../sign-in/devices.js';
import { Entrance } from '../sign-in/entrance.js';
import { PassSecondStep, type PassSecondStepInput } from './pass-second-step.js';
import { SecondFactors } from './second-factors.js';
import type { SecondStepView } from './two-step.view.js';

type Posted = Record<string, unknown>;
type Way = PassSecondStepInput['by'];

const VIEWS: Record<Way, string> = {
  app: 'accounts/two-step/second-step',
  'recovery code': 'accounts/two-step/recovery-code',
};

/** What a sign-in needs after the password, where the account has a second factor. */
@Controller('sign-in')
export class SecondStepController {
  constructor(
    private readonly entrance: Entrance,
    private readonly devices: Devices,
    private readonly factors: SecondFactors,
    private readonly pass: PassSecondStep,
  ) {}

  @Get('second-step')
  form(@Req() request: Request): Promise<View | SeeOther> {
    return this.show(request, 'app');
  }

  @Post('second-step')
  @HttpCode(200)
  code(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Posted | undefined,
  ): Promise<View | SeeOther> {
    return this.enter(request, response, { by: 'app', code: posted?.code });
  }

  @Get('recovery-code')
  recoveryForm(@Req() request: Request): Promise<View | SeeOther> {
    return this.show(request, 'recovery code');
  }

  @Post('recovery-code')
  @HttpCode(200)
  recoveryCode(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() posted: Posted | undefined,
  ): Promise<View | SeeOther> {
    return this.enter(request, response, { by: 'recovery code', code: posted?.code });
  }

  private async enter(
    request: Request,
    response: Response,
    { by, code }: { by: Way; code: unknown },
  ): Promise<View | SeeOther> {
    const pending = await this.entrance.secondStep(request);
    if (!pending) return seeOther('/sign-in');
    const { accountId } = pending.secondStep;
    const device = this.devices.of(request);
    const deviceId = device?.accountIds.includes(accountId) ? device.id : null;
    const typed = typeof code === 'string' ? code : '';
    try {
      await this.pass.run({ accountId, pendingId: pending.id, deviceId, by, code: typed });
    } catch (error) {
      if (error instanceof Refusal && error.details.fields)
        return this.show(request, by, { errors: error.details.fields });
      return this.show(request, by, { wait: waitOf(error) });
    }
    return this.entrance.enter(request, response, {
      accountId,
      next: pending.next,
      password: pending.secondStep.password,
      isProved: true,
    });
  }

  private async show(
    request: Request,
    by: Way,
    part: Partial<SecondStepView> = {},
  ): Promise<View | SeeOther> {
    const pending = await this.entrance.secondStep(request);
    if (!pending) return seeOther('/sign-in');
    const { hasApp, passkeys } = await this.factors.ofAccount(pending.secondStep.accountId);
    const { next } = pending;
    const data: SecondStepView = { hasApp, hasPasskey: passkeys > 0, next, errors: {}, wait: null, ...part };
    return view(VIEWS[by], data, answerOf(data));
  }
}
