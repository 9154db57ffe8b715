import type { ContactCheckDto } from '../../src/modules/contact-gate/contact-check.dto.js';
import type { Api } from './api.js';
import type { TestApp } from './test-app.js';

/** The day of the test clock. */
export const TODAY = '2026-11-20';
/** A consent to calls about working together, but for who gave it. */
export const YES = {
  channel: 'phone', purpose: 'cooperation', wording: 'Må vi ringe?', givenBy: 'meeting', givenOn: TODAY,
};

export interface Refusal {
  code: string;
  detail: string;
  errors: { pointer: string; code: string; detail: string }[];
}

export interface Page {
  items: Record<string, unknown>[];
  count: number;
}

/** What a consultant asks the contact gate through HTTP. */
export class GateCalls {
  constructor(
    private readonly t: TestApp,
    public api: Api,
  ) {}

  /** Sets the clock and signs in again, for a session does not last for days. */
  async goTo(instant: string): Promise<void> {
    this.t.clock.set(instant);
    this.api = await this.t.as('consultant');
  }

  /** `by` is channel and purpose, `more` further parameters. */
  async check(companyId: string, by = 'phone cooperation', more = ''): Promise<ContactCheckDto> {
    const [channel, purpose] = by.split(' ');
    const path = `/contact-check?companyId=${companyId}&channel=${channel}&purpose=${purpose}${more}`;
    const answer = await this.api.get<ContactCheckDto>(path);
    expect(answer.status).toBe(200);
    const words = [...answer.body.reasons, ...answer.body.hints];
    for (const { da, en } of words) expect([da, en]).not.toContain('');
    return answer.body;
  }

  /** `yes` or `no`, and the reasons. */
  async verdict(companyId: string, by?: string, more?: string): Promise<string> {
    const { allowed, reasons } = await this.check(companyId, by, more);
    expect(reasons.length).toBeGreaterThan(0);
    return [allowed ? 'yes' : 'no', ...reasons.map(({ code }) => code)].join(' ');
  }

  async made(path: string, body: object): Promise<string> {
    const answer = await this.api.post<{ id: string }>(path, body);
    expect(answer.status).toBe(201);
    return answer.body.id;
  }

  async protectedCompany(): Promise<string> {
    return (await this.t.make.company({ advertising_protected: true })).id;
  }
}
