import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';

const CONNECTIONS = 16;

/** One GET, asked again and again. */
export class Target {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  private readonly url: string;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.url = url;
    this.headers = headers;
  }

  /** The body; anything but a 200 throws. */
  async body(): Promise<string> {
    return await new Promise((resolve, reject) => {
      const request = get(this.url, { agent: this.agent, headers: this.headers }, (response) => {
        text(response).then((body) => {
          if (response.statusCode === 200) resolve(body);
          else reject(new Error(`${this.url} answered ${response.statusCode}: ${body}`));
        }, reject);
      });
      request.on('error', reject);
    });
  }

  /** Keeps every connection busy for so long; each answer must be `expected`. */
  async requestsPerSecond(seconds: number, expected: string): Promise<number> {
    const begun = performance.now();
    const end = begun + seconds * 1000;
    let answered = 0;
    const connection = async () => {
      while (performance.now() < end) {
        if ((await this.body()) !== expected) throw new Error(`${this.url} changed its answer under load`);
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
    return answered / ((performance.now() - begun) / 1000);
  }

  close(): void {
    this.agent.destroy();
  }
}
