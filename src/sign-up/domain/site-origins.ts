const OF_THIS_MACHINE = /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1)(:|\/|$)/i;

/** What was typed without a scheme is a site's, which has a certificate, unless it lies on the machine of who typed it. */
export function withScheme(typed: string): string {
  const address = typed.trim();
  return OF_THIS_MACHINE.test(address) ? `http://${address}` : address;
}

/** The origins that a site answers at, from the one that was typed: with and without `www.`, as pages lead to either. */
export function siteOrigins(origin: string): string[] {
  const { protocol, hostname, port } = new URL(origin);
  const isName = hostname.includes('.') && !/^[\d.]+$/.test(hostname) && !hostname.endsWith('.localhost');
  if (!isName) return [origin];
  const other = hostname.startsWith('www.') ? hostname.slice(4) : `www.${hostname}`;
  const isTooShort = !other.includes('.');
  return isTooShort ? [origin] : [origin, `${protocol}//${other}${port && `:${port}`}`];
}
