import { Body, Controller, Get, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { GivenIds, seeOther, type SeeOther, Sessions, view, type View } from '../../platform/index.js';
import { RenewSiteSecret, SiteAccess, SiteSecret, type SecretKind } from '../../sites/index.js';
import type { FormView } from '../frame/admin.view.js';
import { EditSite } from './edit-site.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';
import { emptySiteDraft, readSiteDraft, siteDraftOf, siteStateOf, type SiteDraft } from './site.form.js';
import { SitePage, type SitePageInput } from './site-page.js';
import type { SitesView } from './sites.view.js';

declare module 'express-session' {
  interface SessionData {
    /** The site whose new secrets this browser may see once. */
    newSecrets: { siteId: string; kinds: SecretKind[] };
  }
}

/** Sites: where the messenger runs, how it looks, and the tag to paste. */
@Controller('b/:brand/admin/sites')
@UseGuards(MemberGuard)
@Needs('sites.change')
export class SitesController {
  constructor(
    private readonly shell: Shell,
    private readonly sites: SiteAccess,
    private readonly page: SitePage,
    private readonly edit: EditSite,
    private readonly renewSecret: RenewSiteSecret,
    private readonly secret: SiteSecret,
    private readonly sessions: Sessions,
    private readonly ids: GivenIds,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    const sites = await this.sites.sites(me.actor);
    const data: SitesView = {
      shell: await this.shell.around(me, 'sites', done),
      newUrl: `${adminUrl(me)}/sites/new`,
      sites: sites.map((site) => this.page.row(me, site)),
    };
    return view('admin/sites/sites', data);
  }

  @Get('new')
  blank(@Me() me: SignedInMember): Promise<View> {
    const draft = emptySiteDraft(me.brand.defaultLocale);
    return this.show(me, null, draft, freshForm(urlOf(me, this.ids.give(me.actor.brandId)), null));
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
    @Req() request: Request,
  ): Promise<View> {
    const site = await this.sites.site(me.actor, id);
    const secrets = await this.secretsOnce(me, id, request);
    const form = freshForm(urlOf(me, id), siteStateOf(site));
    return this.show(me, id, siteDraftOf(site), form, { done, secrets });
  }

  @Post(':id')
  async save(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const draft = readSiteDraft(posted);
    return saveForm(postedForm(urlOf(me, id), posted), {
      save: async (basis) => {
        const held = await this.edit.run(me.actor, id, draft, basis);
        if (!held && basis === '') await this.showOnce(request, id, ['identity', 'jwt']);
        return held;
      },
      next: `${urlOf(me, id)}?done=saved`,
      again: (form, shown) => this.show(me, form.isNew && !form.conflict ? null : id, draft, form, shown),
    });
  }

  @Post(':id/secret')
  renew(
    @Me() me: SignedInMember,
    @Param('id', ParseId) siteId: string,
    @Req() request: Request,
  ): Promise<SeeOther> {
    return this.make(me, { siteId, kind: 'identity' }, request);
  }

  @Post(':id/jwt-secret')
  renewJwt(
    @Me() me: SignedInMember,
    @Param('id', ParseId) siteId: string,
    @Req() request: Request,
  ): Promise<SeeOther> {
    return this.make(me, { siteId, kind: 'jwt' }, request);
  }

  private async make(
    me: SignedInMember,
    input: { siteId: string; kind: SecretKind },
    request: Request,
  ): Promise<SeeOther> {
    await this.renewSecret.run(me.actor, input);
    await this.showOnce(request, input.siteId, [input.kind]);
    return seeOther(`${urlOf(me, input.siteId)}?done=rotated`);
  }

  private async showOnce(request: Request, siteId: string, kinds: SecretKind[]): Promise<void> {
    request.session.newSecrets = { siteId, kinds };
    await this.sessions.save(request);
  }

  private async secretsOnce(
    me: SignedInMember,
    siteId: string,
    request: Request,
  ): Promise<SitePageInput['secrets']> {
    const { newSecrets } = request.session;
    if (newSecrets?.siteId !== siteId) return {};
    delete request.session.newSecrets;
    await this.sessions.save(request);
    const { kinds } = newSecrets;
    return {
      ...(kinds.includes('identity') ? { identity: await this.secret.of(me.actor, siteId) } : {}),
      ...(kinds.includes('jwt') ? { jwt: (await this.secret.jwt(me.actor, siteId)) ?? undefined } : {}),
    };
  }

  private async show(
    me: SignedInMember,
    id: string | null,
    draft: SiteDraft,
    form: FormView,
    { status, done, secrets = {} }: Shown & { secrets?: SitePageInput['secrets'] } = {},
  ): Promise<View> {
    const hasJwtSecret = id !== null && (await this.secret.jwt(me.actor, id)) !== null;
    const data = {
      shell: await this.shell.around(me, 'sites', done),
      listUrl: `${adminUrl(me)}/sites`,
      ...this.page.build(me, { id, draft, form, secrets, hasJwtSecret }),
    };
    return view('admin/sites/site', data, { status });
  }
}

function urlOf(me: SignedInMember, id: string): string {
  return `${adminUrl(me)}/sites/${id}`;
}
