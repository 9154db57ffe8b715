export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  /** Parsed when the answer is JSON, else the text. */
  body: T;
}

type Json = Record<string, unknown>;

/** A caller of the API with or without a session. */
export class Api {
  constructor(
    readonly url: string,
    private readonly token?: string,
    readonly userId: string = '',
  ) {}

  get<T = Json>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, headers);
  }

  post<T = Json>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, headers);
  }

  /** `version` null leaves If-Match out. */
  patch<T = Json>(path: string, version: number | null, body: unknown): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body, version === null ? {} : { 'if-match': `"${version}"` });
  }

  delete<T = Json>(path: string, version: number | null): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, undefined, version === null ? {} : { 'if-match': `"${version}"` });
  }

  /** A string or form goes out as it is, anything else as JSON. */
  async send<T = Json>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const raw = typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        ...(this.token && { cookie: `session=${this.token}` }),
        ...(body !== undefined && !raw && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
  }
}
