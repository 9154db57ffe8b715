/** Keeps cookies per origin and follows redirects as a browser does; SameSite is not looked at. */
export class TestBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** `places` says where a public origin really listens. */
  constructor(private readonly places: Readonly<Record<string, string>> = {}) {}

  /** One request, as for a page. */
  async get(address: string, headers: Record<string, string> = {}): Promise<Response> {
    const { origin, pathname, search } = new URL(address);
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.places[origin] ?? origin}${pathname}${search}`, {
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** Follows redirects until one goes to an address that begins with `until`, which is answered and not opened. */
  async follow(address: string, until: string): Promise<string> {
    let next = address;
    for (let step = 0; step < 10; step += 1) {
      const answer = await this.get(next);
      const location = answer.headers.get('location');
      if (!location) throw new Error(`${next} was answered ${answer.status}: ${await answer.text()}`);
      next = new URL(location, next).href;
      if (next.startsWith(until)) return next;
    }
    throw new Error(`Ten redirects and never at ${until}`);
  }

  cookie(origin: string, name: string): string | undefined {
    return this.jars.get(origin)?.get(name);
  }
}
