import { Injectable } from '@nestjs/common';

export interface HealthCheck {
  /** In one word, such as `database`. */
  readonly name: string;
  /** Throws, or answers in words, when something is wrong; null when well. */
  check(): Promise<string | null>;
}

/** Where every part that can fail says how it is; asked by `/api/health/ready`. */
@Injectable()
export class HealthRegistry {
  private readonly checks: HealthCheck[] = [];

  register(check: HealthCheck): void {
    this.checks.push(check);
  }

  /** Name to `ok` or what is wrong; each check gets two seconds. */
  async report(): Promise<Record<string, string>> {
    const results = await Promise.all(this.checks.map(async (one) => [one.name, await answerOf(one)] as const));
    return Object.fromEntries(results);
  }
}

async function answerOf(one: HealthCheck): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(resolve, 2_000, 'no answer in 2 s').unref());
  try {
    return (await Promise.race([one.check(), late])) ?? 'ok';
  } catch (error) {
    return error instanceof Error ? error.name : 'failed';
  }
}
