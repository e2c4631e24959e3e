import { Controller, Get, UseGuards } from '@nestjs/common';
import { WaitingReasons } from '../../distribution/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { view, type View } from '../../platform/index.js';
import { Shell } from '../frame/shell.js';
import { WaitingLines } from './waiting-lines.js';
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
    private readonly lines: WaitingLines,
  ) {}

  @Get()
  async show(@Me() me: SignedInMember): Promise<View> {
    const waiting = await this.reasons.page(me.actor);
    const data: WaitingView = {
      shell: await this.shell.around(me, 'waiting'),
      waiting: await this.lines.of(me, waiting),
      more: waiting.length === PAGE,
    };
    return view('admin/waiting/waiting', data);
  }
}
