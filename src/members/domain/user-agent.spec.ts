import { deviceOf } from './user-agent.js';

const MOZILLA = 'Mozilla/5.0';

it.each([
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    'Edge',
    'Windows',
  ],
  [`${MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox', 'Linux'],
  [`${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15`, 'Safari', 'macOS'],
  [`${MOZILLA} (iPhone; CPU iPhone OS 26_0 like Mac OS X) CriOS/142.0 Safari/604.1`, 'Chrome', 'iPhone'],
  [`${MOZILLA} (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1`, 'Safari', 'iPad'],
  [
    `${MOZILLA} (Linux; Android 16; K) SamsungBrowser/28.0 Chrome/130.0 Safari/537.36`,
    'Samsung Internet',
    'Android',
  ],
  [`${MOZILLA} (X11; CrOS x86_64 14541.0.0) Chrome/142.0.0.0 Safari/537.36`, 'Chrome', 'ChromeOS'],
  [`${MOZILLA} (Windows NT 10.0) Chrome/142.0.0.0 Safari/537.36 OPR/120.0`, 'Opera', 'Windows'],
  ['curl/8.14.1', null, null],
  ['', null, null],
  [`${'x'.repeat(300)} (Windows NT 10.0) Firefox/140.0`, null, null],
  ['Windowsill Linuxes', null, null],
])('reads %j', (userAgent, browser, system) => expect(deviceOf(userAgent)).toEqual({ browser, system }));
