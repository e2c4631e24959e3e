import { DEMO_PASSWORD } from '../../src/demo/password.js';

/** Somebody who uses the application by HTTP as a browser does: with cookies, and the token of the page on what changes something. */
export class Browser {
  private readonly jar = new Map<string, string>();
  private csrf = '';

  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Never follows a redirect. */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { form, json, multipart, headers } = options;
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(this.jar.size > 0 ? { cookie: this.cookie } : {}),
        ...(this.csrf ? { 'x-csrf-token': this.csrf } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      body: multipart
        ? multipart
        : form
          ? new URLSearchParams(form)
          : typeof json === 'string'
            ? json
            : JSON.stringify(json),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.jar.set(name, value);
    }
    const text = await response.text();
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.csrf;
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text,
    };
  }

  async get(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  async post(path: string, form: Record<string, string> = {}): Promise<Answer> {
    return this.request('POST', path, { form });
  }
}

export interface RequestOptions {
  form?: Record<string, string> | [string, string][];
  multipart?: FormData;
  /** A text is sent as it is. */
  json?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  location: string | null;
  headers: Headers;
  text: string;
}

/** Signs a demo account in. */
export async function signedIn(url: string, email: string, password = DEMO_PASSWORD): Promise<Browser> {
  const browser = new Browser(url);
  await browser.get('/sign-in');
  const answer = await browser.post('/sign-in', { email, password });
  if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}\n${answer.text}`);
  await browser.get('/account');
  return browser;
}
