import proxyAddr from 'proxy-addr';

/** Whether the proxy at this address is believed, `hop` proxies away from us. */
export type Trust = (address: string, hop: number) => boolean;

/**
 * Reads a number of proxies, or a list of their addresses, ranges and the words "loopback", "linklocal" and
 * "uniquelocal"; none without a setting. Throws where it is neither.
 */
export function trustedProxies(setting: string | undefined): Trust {
  if (!setting) return () => false;
  if (/^\d{1,2}$/.test(setting)) return (_address, hop) => hop < Number(setting);
  return proxyAddr.compile(setting.split(',').map((each) => each.trim()));
}

export function isTrust(setting: string): boolean {
  try {
    return Boolean(trustedProxies(setting));
  } catch {
    return false;
  }
}
