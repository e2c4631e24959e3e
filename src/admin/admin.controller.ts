import { Controller, Get, UseGuards } from '@nestjs/common';
import { ForRole, Me, MemberGuard, type SignedInMember } from '../members/index.js';
import { seeOther, type SeeOther } from '../platform/index.js';
import { adminUrl } from './shell.js';

/** The settings without a subject lead to the first that the reader may open. */
@Controller('b/:brand/admin')
@UseGuards(MemberGuard)
@ForRole('manager')
export class AdminController {
  @Get()
  show(@Me() me: SignedInMember): SeeOther {
    return seeOther(`${adminUrl(me)}/${me.actor.role === 'admin' ? 'rules' : 'waiting'}`);
  }
}
