import { DEFAULT_FILE_TYPES, type Site, type SiteInput } from '../../sites/index.js';
import type { Posted } from '../frame/posted.js';

/** What stands in a site's form, as it was typed. */
export interface SiteDraft {
  name: string;
  homeUrl: string;
  /** One a line. */
  origins: string;
  defaultLocale: string;
  /** Empty where the visitor's language decides. */
  fixedLocale: string;
  colour: string;
  logo: string;
  position: string;
  fileTypes: string[];
  jwtAudience: string;
  jwtIssuer: string;
}

const FIRST_COLOUR = '#1c5d6b';

export function emptySiteDraft(defaultLocale: string): SiteDraft {
  return {
    name: '',
    homeUrl: '',
    origins: '',
    defaultLocale,
    fixedLocale: '',
    colour: FIRST_COLOUR,
    logo: '',
    position: 'end',
    fileTypes: [...DEFAULT_FILE_TYPES],
    jwtAudience: '',
    jwtIssuer: '',
  };
}

export function siteDraftOf(site: Site): SiteDraft {
  return {
    name: site.name,
    homeUrl: site.homeUrl ?? '',
    origins: site.origins.join('\n'),
    defaultLocale: site.defaultLocale,
    fixedLocale: site.fixedLocale ?? '',
    colour: site.colour,
    logo: site.logo ?? '',
    position: site.position,
    fileTypes: site.fileTypes,
    jwtAudience: site.jwtAudience ?? '',
    jwtIssuer: site.jwtIssuer ?? '',
  };
}

export function readSiteDraft(posted: Posted): SiteDraft {
  return {
    name: posted.text('name'),
    homeUrl: posted.text('homeUrl').trim(),
    origins: posted.text('origins'),
    defaultLocale: posted.text('defaultLocale'),
    fixedLocale: posted.text('fixedLocale'),
    colour: posted.text('colour').trim().toLowerCase(),
    logo: posted.text('logo').trim(),
    position: posted.checked('position') ? posted.text('position') : 'end',
    fileTypes: posted.texts('fileTypes'),
    jwtAudience: posted.text('jwtAudience').trim(),
    jwtIssuer: posted.text('jwtIssuer').trim(),
  };
}

/** What is no position stays none: the site's checks refuse it at its field. */
export function siteInputOf(draft: SiteDraft): SiteInput {
  return {
    name: draft.name,
    homeUrl: draft.homeUrl || null,
    origins: draft.origins.split('\n'),
    defaultLocale: draft.defaultLocale,
    fixedLocale: draft.fixedLocale || null,
    colour: draft.colour,
    logo: draft.logo || null,
    position: draft.position as SiteInput['position'],
    fileTypes: draft.fileTypes,
    jwtAudience: draft.jwtAudience || null,
    jwtIssuer: draft.jwtIssuer || null,
  };
}

/** What two admins compare when both changed a site: without what only the product knows. */
export function siteStateOf(site: Site): SiteInput {
  const { brandId: _, id: __, key: ___, ...state } = site;
  return state;
}
