import { may } from '../../kernel/index.js';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { seeOther, type SeeOther } from '../../platform/index.js';
import { adminUrl } from './shell.js';

/** The settings without a subject lead to the first that the reader may open. */
@Controller('b/:brand/admin')
@UseGuards(MemberGuard)
@Needs('waiting.read')
export class AdminController {
  @Get()
  show(@Me() me: SignedInMember): SeeOther {
    return seeOther(`${adminUrl(me)}/${may(me.actor, 'rules.change') ? 'rules' : 'waiting'}`);
  }
}
