import type { ActivityDto } from '../../src/modules/activities/activity.dto.js';
import type { ParticipationDto } from '../../src/modules/activities/participation.dto.js';
import type { Answer, Api } from './api.js';
import type { TestApp } from './test-app.js';

export interface Refusal {
  code: string;
  detail: string;
  errors: { pointer: string }[];
}

export const pointersOf = ({ body }: Answer<Refusal>): string[] => body.errors.map(({ pointer }) => pointer);
export const codeOf = ({ status, body }: Answer<Refusal>): unknown[] => [status, body.code];

export const NOON = '2026-11-20T12:00:00Z';

/** A job fair on the day of the test clock, from noon to three in UTC. */
export const jobFair = (changes: object = {}) => ({
  kind: 'JOB_FAIR',
  theme: 'network',
  title: 'Jobmesse i hallen',
  startsAt: NOON,
  endsAt: '2026-11-20T15:00:00Z',
  ...changes,
});

/** What a consultant does with activities through HTTP. */
export class ActivityCalls {
  constructor(
    private readonly t: TestApp,
    readonly api: Api,
  ) {}

  async plan(changes: object = {}): Promise<ActivityDto> {
    const made = await this.api.post<ActivityDto>('/activities', jobFair(changes));
    expect(made.status).toBe(201);
    return made.body;
  }

  /** Makes companies, invites them and gives their ids. */
  async invite(activityId: string, howMany = 1): Promise<string[]> {
    const companies = await Promise.all(Array.from({ length: howMany }, () => this.t.make.company()));
    const companyIds = companies.map(({ id }) => id);
    const answer = await this.api.post(`/activities/${activityId}/participations`, { companyIds });
    expect([answer.status, answer.body]).toEqual([201, { invited: howMany, already: 0 }]);
    return companyIds;
  }

  async activity(id: string): Promise<ActivityDto> {
    return (await this.api.get<ActivityDto>(`/activities/${id}`)).body;
  }

  async participation(id: string, companyId = ''): Promise<ParticipationDto> {
    return (await this.api.get<ParticipationDto>(`/activities/${id}/participations/${companyId}`)).body;
  }

  async change(id: string, companyId = '', version: number | null, values: object) {
    const path = `/activities/${id}/participations/${companyId}`;
    return await this.api.patch<ParticipationDto & Refusal>(path, version, values);
  }
}
