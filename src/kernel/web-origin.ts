const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])$/;

/**
 * Whether it is an origin whose host is nothing but a host: the URL standard also leaves quotes, commas, semicolons and
 * more in one, which mean something in the headers that name it.
 */
export function isPlainOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && HOST.test(url.hostname);
}
