import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SignedCookies, type SignedCookie } from '../../platform/index.js';
import { BrandInvitations, type OpenInvitation } from './brand-invitations.js';

const INVITED: SignedCookie = {
  name: 'causerie-invited',
  purpose: 'brand invitation',
  lastsMs: 24 * 3_600_000,
};

/** Remembers from the link to the brand that this browser was invited; whether it still is, is looked up each time. */
@Injectable()
export class InvitedBrowsers {
  constructor(
    private readonly cookies: SignedCookies,
    private readonly invitations: BrandInvitations,
  ) {}

  remember(response: Response, id: string): void {
    this.cookies.keep(response, INVITED, { id });
  }

  /** The open invitation by which this browser came; null without one. */
  async invitationOf(request: Request): Promise<OpenInvitation | null> {
    const { id } = this.cookies.of<{ id: string }>(request, INVITED) ?? {};
    return id === undefined ? null : this.invitations.byId(id);
  }

  forget(response: Response): void {
    this.cookies.forget(response, INVITED);
  }
}
