import { Injectable } from '@nestjs/common';
import { notFound, type Actor } from '../kernel/index.js';
import { Statements, UnitOfWork } from '../platform/index.js';
import { readSiteKey, siteKey } from './site-key.js';

export interface Site {
  brandId: string;
  id: string;
  key: string;
  name: string;
  homeUrl: string | null;
  origins: string[];
  defaultLocale: string;
  fixedLocale: string | null;
  colour: string;
  logo: string | null;
  position: 'start' | 'end';
  fileTypes: string[];
  /** What `aud` of a signed identity has to say; null where it is not looked at. The same for `iss`. */
  jwtAudience: string | null;
  jwtIssuer: string | null;
}

/** A site as its pages meet it: with the brand's state. */
export interface PublicSite extends Site {
  brandName: string;
  brandLocale: string;
  /** False while the brand is suspended: its widgets are silent. */
  open: boolean;
}

/** Where somebody is: a page of a site, or without an origin the messenger of the site. */
export interface OpenPage {
  brandId: string;
  siteId: string;
  origin: string | null;
}

const COLUMNS = `s.brand_id AS "brandId", s.id, s.name, s.home_url AS "homeUrl", s.origins,
  s.default_locale AS "defaultLocale", s.fixed_locale AS "fixedLocale", s.colour, s.logo, s.position,
  s.file_types AS "fileTypes", s.jwt_audience AS "jwtAudience", s.jwt_issuer AS "jwtIssuer"`;
const PUBLIC = `${COLUMNS}, b.name AS "brandName", b.default_locale AS "brandLocale", b.state = 'active' AS open`;

/** The loaders of sites. */
@Injectable()
export class SiteAccess {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly statements: Statements,
  ) {}

  async site(actor: Actor, id: string): Promise<Site> {
    const [row] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<Omit<Site, 'key'>>(
        `SELECT ${COLUMNS} FROM sites s WHERE s.brand_id = $1 AND s.id = $2`,
        [actor.brandId, id],
      ),
    );
    if (!row) throw notFound();
    return withKey(row);
  }

  async sites(actor: Actor): Promise<Site[]> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<Omit<Site, 'key'>>(
        `SELECT ${COLUMNS} FROM sites s WHERE s.brand_id = $1 ORDER BY s.created_at, s.id`,
        [actor.brandId],
      ),
    );
    return rows.map(withKey);
  }

  /** The site that a script tag names; not found where the key is not one of ours. */
  async byKey(key: unknown): Promise<PublicSite> {
    const ref = readSiteKey(key);
    if (!ref) throw notFound();
    const [row] = await this.unitOfWork.run(ref.brandId, () =>
      this.unitOfWork.query<Omit<PublicSite, 'key'>>(
        `SELECT ${PUBLIC} FROM sites s JOIN brands b ON b.id = s.brand_id WHERE s.brand_id = $1 AND s.id = $2`,
        [ref.brandId, ref.siteId],
      ),
    );
    if (!row) throw notFound();
    return withKey(row);
  }

  /** Which of these pages, of whichever brands, nobody would be let in from now. */
  async closed(pages: readonly OpenPage[]): Promise<OpenPage[]> {
    const rows = await this.statements.run<{ place: string }>(
      'pages_closed',
      'SELECT place FROM pages_closed($1, $2, $3)',
      [
        pages.map(({ brandId }) => brandId),
        pages.map(({ siteId }) => siteId),
        pages.map(({ origin }) => origin),
      ],
    );
    return rows.flatMap(({ place }) => pages[Number(place) - 1] ?? []);
  }
}

function withKey<S extends Omit<Site, 'key'>>(row: S): S & { key: string } {
  return { ...row, key: siteKey(row.brandId, row.id) };
}
