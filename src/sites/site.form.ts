import { invalidFields, isBlank, isOneLine, isPlainOrigin, isStorable, lengthOf } from '../kernel/index.js';
import { VISITOR_LOCALES } from '../platform/index.js';
import { toOrigin } from './domain/origins.js';

export interface SiteInput {
  name: string;
  homeUrl?: string | null;
  origins: string[];
  defaultLocale: string;
  fixedLocale?: string | null;
  colour: string;
  logo?: string | null;
  position?: 'start' | 'end';
  fileTypes?: string[];
  jwtAudience?: string | null;
  jwtIssuer?: string | null;
}

export type CheckedSite = Required<SiteInput>;

/** What visitors may send unless a site says otherwise. */
export const DEFAULT_FILE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
] as const;

const LONGEST_NAME = 100;
const LONGEST_CLAIM = 200;
const MOST_ORIGINS = 50;
/** Signs that browsers put up with in an address and that no address has (RFC 3986). */
const NEVER_IN_ADDRESS = /[\s"<>\\^`{|}]/;

/** The input in its stored form; refuses with a code for each field that cannot be taken. */
export function checkSite(input: SiteInput): CheckedSite {
  const fields: Record<string, string> = {};
  if (isBlank(input.name) || !isStorable(input.name) || lengthOf(input.name) > LONGEST_NAME)
    fields.name = 'site_name';
  else if (!isOneLine(input.name)) fields.name = 'characters_refused';
  const origins = input.origins.filter((origin) => origin.trim() !== '').map(toOrigin);
  if (origins.length === 0 || origins.length > MOST_ORIGINS || origins.includes(null))
    fields.origins = 'site_origins';
  const position = input.position ?? 'end';
  if (!['start', 'end'].includes(position)) fields.position = 'invalid_input';
  if (!isLocale(input.defaultLocale)) fields.defaultLocale = 'site_language';
  if (input.fixedLocale && !isLocale(input.fixedLocale)) fields.fixedLocale = 'site_language';
  const colour = input.colour.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(colour)) fields.colour = 'site_colour';
  if (input.homeUrl && !isWebAddress(input.homeUrl)) fields.homeUrl = 'site_address';
  if (input.logo && !isWebAddress(input.logo)) fields.logo = 'site_address';
  const fileTypes = input.fileTypes ?? [...DEFAULT_FILE_TYPES];
  if (fileTypes.some((type) => !DEFAULT_FILE_TYPES.some((known) => known === type)))
    fields.fileTypes = 'site_file_types';
  if (!isClaim(input.jwtAudience)) fields.jwtAudience = 'site_claim';
  if (!isClaim(input.jwtIssuer)) fields.jwtIssuer = 'site_claim';
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return {
    name: input.name.trim(),
    homeUrl: input.homeUrl || null,
    origins: [...new Set(origins as string[])],
    defaultLocale: input.defaultLocale,
    fixedLocale: input.fixedLocale || null,
    colour,
    logo: input.logo || null,
    position,
    fileTypes,
    jwtAudience: input.jwtAudience?.trim() || null,
    jwtIssuer: input.jwtIssuer?.trim() || null,
  };
}

function isLocale(locale: string): boolean {
  return VISITOR_LOCALES.some((known) => known === locale);
}

function isClaim(text: string | null | undefined): boolean {
  return !text || (isStorable(text) && lengthOf(text) <= LONGEST_CLAIM);
}

function isWebAddress(text: string): boolean {
  if (text.length > 2000 || !isStorable(text) || NEVER_IN_ADDRESS.test(text)) return false;
  return URL.canParse(text) && isPlainOrigin(new URL(text).origin);
}
