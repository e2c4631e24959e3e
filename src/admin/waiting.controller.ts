import { Controller, Get, UseGuards } from '@nestjs/common';
import { WaitingReasons } from '../distribution/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../members/index.js';
import { view, type View } from '../platform/index.js';
import { Shell } from './shell.js';
import { WaitingPresenter } from './waiting-presenter.js';
import type { WaitingView } from './waiting.view.js';

const PAGE = 100;

/** What waits, and why; the one page of the settings that managers read as well. */
@Controller('b/:brand/admin/waiting')
@UseGuards(MemberGuard)
@Needs('waiting.read')
export class WaitingController {
  constructor(
    private readonly shell: Shell,
    private readonly reasons: WaitingReasons,
    private readonly presenter: WaitingPresenter,
  ) {}

  @Get()
  async show(@Me() me: SignedInMember): Promise<View> {
    const waiting = await this.reasons.page(me.actor);
    const data: WaitingView = {
      shell: await this.shell.around(me, 'waiting'),
      waiting: await this.presenter.lines(me, waiting),
      more: waiting.length === PAGE,
    };
    return view('admin/waiting', data);
  }
}
