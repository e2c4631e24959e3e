import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Options,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { textParts } from '../conversations/index.js';
import { notFound, Refusal } from '../kernel/index.js';
import {
  allowEmbedding,
  allowFraming,
  Assets,
  ClientAddresses,
  Config,
  Views,
  directionOf,
} from '../platform/index.js';
import { Documents, isAllowedOrigin, SiteAccess, Texts, themeCss, type PublicSite } from '../sites/index.js';
import { Arrivals } from './sockets/arrivals.js';
import { Engagements } from './engagements.js';
import { Hellos, type Hello } from './sockets/hello.js';
import { brandFace, brandWho } from './pages/faces.js';
import type { DocumentView, MessengerShellView } from './pages/messenger.view.js';
import { VisitorLimits } from './visitor-limits.js';
import { handshakeShape } from './pages/visitor-messages.js';
import { languageOf } from './visitor-sessions.js';

/** Kept by browsers for some minutes, so that a change of the site shows soon; the files they name last for ever. */
const FOR_MINUTES = 'public, max-age=300';

/** What a site's pages load without saying who reads: script, frame, colours, terms. The same for everybody. */
@Controller('w')
export class LoaderController {
  constructor(
    private readonly config: Config,
    private readonly assets: Assets,
    private readonly views: Views,
    private readonly sites: SiteAccess,
    private readonly texts: Texts,
    private readonly documents: Documents,
    private readonly arrivals: Arrivals,
    private readonly engagements: Engagements,
    private readonly hellos: Hellos,
    private readonly addresses: ClientAddresses,
    private readonly limits: VisitorLimits,
  ) {}

  @Get(':siteKey.js')
  async script(
    @Param('siteKey') key: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.sites.byKey(key);
    const script = await this.assets.find('build/loader.js');
    if (!script) throw notFound();
    const encoding = request.acceptsEncodings(['br', 'gzip', 'identity']) || 'identity';
    const body = script.body[encoding as keyof typeof script.body];
    allowEmbedding(response);
    // A module, or a tag with an integrity, is fetched as the page, which is to read nothing but what everybody may.
    response.set({
      'Content-Type': script.type,
      'Cache-Control': FOR_MINUTES,
      Vary: 'Accept-Encoding',
      'Access-Control-Allow-Origin': '*',
    });
    if (body !== script.body.identity) response.set('Content-Encoding', encoding);
    response.send(body);
  }

  @Get(':siteKey/theme.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', FOR_MINUTES)
  async theme(@Param('siteKey') key: string): Promise<string> {
    return themeCss((await this.sites.byKey(key)).colour);
  }

  @Get(':siteKey/messenger')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', FOR_MINUTES)
  async messenger(
    @Param('siteKey') key: string,
    @Query('lang') lang: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Buffer> {
    const site = await this.openSite(key);
    const locale = languageOf(site, asText(lang));
    allowFraming(this.config, response, {
      origins: site.origins,
      pictures: site.logo ? [new URL(site.logo).origin] : [],
    });
    const opening = await this.texts.text(site.brandId, site.id, 'opening', locale);
    const view: MessengerShellView = {
      siteKey: site.key,
      brandName: site.brandName,
      brand: brandFace(site),
      who: brandWho(site, false),
      opening: textParts(opening),
      fileTypes: site.fileTypes.join(','),
      choosesLanguage: site.fixedLocale === null,
      draft: {
        draft: true,
        kind: 'message',
        author: { id: '', name: null, picture: null, initials: '', tint: 1, side: 'visitor' },
      },
    };
    return this.views.page('messenger/show', view, { locale });
  }

  @Get(':siteKey/documents/:id')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async document(
    @Param('siteKey') key: string,
    @Param('id') id: string,
    @Query('lang') lang: unknown,
  ): Promise<Buffer> {
    const site = await this.openSite(key);
    const locale = languageOf(site, asText(lang));
    const { title, body, locale: written } = await this.documents.text(site.brandId, id, locale);
    const paragraphs = body.split(/\n\s*\n/).map((paragraph) => textParts(paragraph.trim()));
    const view: DocumentView = {
      siteKey: site.key,
      brandName: site.brandName,
      document: { title, locale: written, direction: directionOf(written), paragraphs },
    };
    return this.views.page('messenger/document', view, { locale });
  }

  @Options(':siteKey/hello')
  @HttpCode(204)
  async mayAsk(
    @Param('siteKey') key: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.answerTo(key, request, response);
    response.set({ 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'content-type' });
  }

  /** For pages whose network lets no WebSocket through: what the loader would have been told over it. */
  @Post(':siteKey/hello')
  @HttpCode(200)
  async hello(
    @Param('siteKey') key: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Hello> {
    await this.answerTo(key, request, response);
    const handshake = handshakeShape.safeParse(body);
    if (!handshake.success || handshake.data.part !== 'loader' || handshake.data.site !== key) {
      throw new Refusal('invalid', 'invalid_input');
    }
    const { network } = this.addresses.of(request);
    this.limits.arrive({ siteKey: key, token: handshake.data.token, network });
    const arrival = await this.arrivals.run(handshake.data, {
      origin: request.get('origin'),
      userAgent: request.get('user-agent') ?? '',
      network,
    });
    return this.hellos.compose(arrival, arrival, await this.engagements.of(arrival));
  }

  private async answerTo(key: string, request: Request, response: Response): Promise<void> {
    const site = await this.openSite(key);
    const origin = request.get('origin');
    if (!isAllowedOrigin(site.origins, origin)) throw new Refusal('forbidden', 'origin_refused');
    response.set({ 'Access-Control-Allow-Origin': origin }).vary('Origin');
  }

  private async openSite(key: string): Promise<PublicSite> {
    const site = await this.sites.byKey(key);
    if (!site.open) throw new Refusal('forbidden', 'site_closed');
    return site;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
