import { type Role, ROLES } from '../../src/kernel/permissions.js';

export const CALLERS = [...ROLES, 'anonymous'] as const;
export type Caller = (typeof CALLERS)[number];

const EVERYONE = ['session:own', 'terms:read', 'settings:read'];
const PARTNER_WORK = ['activities', 'networks', 'materials', 'labels', 'targets', 'agreements', 'pledges'];
const DAILY_WORK = [...PARTNER_WORK, 'companies', 'contacts', 'tasks', 'needs', 'visits'];
const READING = [...DAILY_WORK, 'coverage', 'users', 'playbooks', 'contact-gate', 'outreach'].map((what) => `${what}:read`);
const WORKING = [...READING, ...[...DAILY_WORK, 'contact-gate', 'outreach'].map((what) => `${what}:write`)];

/** What each role may do, written down by hand: the program's own list is what is tested against it. */
const POLICY: Readonly<Record<Role, readonly string[] | 'everything'>> = {
  consultant: [...EVERYONE, ...WORKING],
  secretariat: [...EVERYONE, ...WORKING, 'playbooks:write'],
  member: [
    ...EVERYONE,
    'companies:read', 'activities:read', 'agreements:read', 'pledges:read', 'labels:read', 'targets:read',
  ],
  manager: [...EVERYONE, ...WORKING, 'playbooks:write', 'cadences:write', 'imports:read', 'audit:read'],
  administrator: 'everything',
  reader: [...EVERYONE, ...READING],
};

/** A row of the table: the permission the route needs or `public`, or that with what is special about the route. */
export interface Special {
  needs: string;
  /** Without which the route answers nothing. */
  query?: string;
  /** `table.column` of the record that says whose it is; for what belongs to a person and not to a company. */
  owner?: string;
  /** Who reaches what belongs to others all the same. */
  reachesAll?: Caller;
  /** What a caller is answered for a record out of reach, instead of 404. */
  foreign?: number;
  /** What those who may are answered, instead of a success. */
  answer?: number;
}

/**
 * Every route of the program. A list is asked for one company where its query knows `companyId`; for `:id` a record is
 * taken from the valid request of the PATCH of the same address.
 */
const ACCESS: Readonly<Record<string, string | Special>> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /metrics': 'public',
  'POST /session': 'public',
  'GET /session': 'session:own',
  'DELETE /session': 'session:own',
  'POST /session/password': 'session:own',
  'GET /session/second-factor': 'session:own',
  'POST /session/second-factor': 'session:own',
  'POST /session/second-factor/confirm': 'session:own',
  'POST /session/second-factor/recovery-codes': 'session:own',
  'POST /session/second-factor/switch-off': 'session:own',
  'GET /sessions': 'session:own',
  'DELETE /sessions': 'session:own',
  'DELETE /sessions/:id': { needs: 'session:own', owner: 'session.user_id' },
  'GET /tokens': 'session:own',
  'POST /tokens': 'session:own',
  'DELETE /tokens/:id': { needs: 'session:own', owner: 'api_token.user_id', reachesAll: 'administrator' },
  'GET /audit': 'audit:read',
  'GET /audit/people/:id': 'audit:read',
  'GET /audit/head': 'audit:read',
  // There is no identity provider in the test.
  'GET /oidc/sign-in': { needs: 'public', answer: 404 },
  'GET /oidc/callback': { needs: 'public', answer: 404 },
  'POST /users/:id/invitation': 'users:write',
  'POST /users/:id/password-reset': 'users:write',
  'POST /password-resets': 'public',
  'POST /one-time-links/inspect': 'public',
  'POST /one-time-links/redeem': 'public',
  'GET /consents': 'contact-gate:read',
  'POST /consents': 'contact-gate:write',
  'POST /consents/:id/withdraw': 'contact-gate:write',
  'GET /contact-bases': 'contact-gate:read',
  'POST /contact-bases': 'contact-gate:write',
  'POST /contact-bases/:id/end': 'contact-gate:write',
  'GET /contact-check': { needs: 'contact-gate:read', query: 'channel=phone&purpose=cooperation' },
  'POST /contact-checks': 'contact-gate:read',
  'POST /text-checks': 'session:own',
  'GET /contacts/:id/export': 'privacy:read',
  'POST /contacts/:id/erasure': 'privacy:write',
  'GET /erasures': 'privacy:read',
  'GET /privacy-requests': 'privacy:read',
  'POST /privacy-requests': 'privacy:write',
  'GET /privacy-requests/:id': 'privacy:read',
  'PATCH /privacy-requests/:id': 'privacy:write',
  'POST /privacy-requests/:id/decide': 'privacy:write',
  'POST /privacy-requests/:id/extend': 'privacy:write',
  'GET /retention-rules': 'privacy:read',
  'PATCH /retention-rules/:id': 'privacy:write',
  'POST /retention-rules/:id/dry-run': 'privacy:write',
  'GET /retention-runs': 'privacy:read',
  'POST /retention-runs/:id/cancel': 'privacy:write',
  'GET /reminder-rules': 'reminders:read',
  'PATCH /reminder-rules/:id': 'reminders:write',
  'GET /reminders': 'reminders:read',
  'GET /reminders/summary': 'reminders:read',
  // There is no mail server in the test.
  'POST /reminders/test-mail': { needs: 'reminders:write', answer: 409 },
  'POST /reminders/:id/retry': 'reminders:write',
  'POST /reminders/:id/decide': 'reminders:write',
  'GET /notifications': 'session:own',
  'GET /notifications/stream': 'session:own',
  'POST /notifications/read': 'session:own',
  'POST /notifications/:id/read': { needs: 'session:own', owner: 'notification.user_id' },
  'GET /preferences': 'session:own',
  'PATCH /preferences': 'session:own',
  'GET /cadences': 'outreach:read',
  'PATCH /cadences/:id': 'cadences:write',
  'GET /outreach': 'outreach:read',
  'POST /outreach/:id/pause': 'outreach:write',
  'DELETE /outreach/:id/pause': 'outreach:write',
  'GET /tasks/recurrence-preview': { needs: 'tasks:read', query: 'dueOn=2026-12-01&every=1&unit=week&count=3' },
  'GET /terms': 'terms:read',
  'POST /terms': 'terms:write',
  'PATCH /terms/:id': 'terms:write',
  'GET /settings': 'settings:read',
  'PATCH /settings': 'settings:write',
  'GET /teams': 'users:read',
  'POST /teams': 'users:write',
  'PATCH /teams/:id': 'users:write',
  'GET /users': 'users:read',
  'POST /users': 'users:write',
  'GET /users/:id': 'users:read',
  'GET /users/:id/access': 'users:write',
  'PATCH /users/:id': 'users:write',
  'DELETE /users/:id/sessions': 'users:write',
  'DELETE /users/:id/second-factor': 'users:write',
  'GET /companies': 'companies:read',
  'POST /companies': 'companies:write',
  'GET /companies/:id': 'companies:read',
  'PATCH /companies/:id': 'companies:write',
  'DELETE /companies/:id': 'companies:write',
  'GET /companies/:id/workplaces': 'companies:read',
  'POST /companies/:id/workplaces': 'companies:write',
  'GET /companies/:id/timeline': 'visits:read',
  'GET /workplaces/:id': 'companies:read',
  'PATCH /workplaces/:id': 'companies:write',
  'GET /search': { needs: 'companies:read', query: 'q=firma' },
  'GET /contacts': 'contacts:read',
  'POST /contacts': 'contacts:write',
  'GET /contacts/:id': 'contacts:read',
  'PATCH /contacts/:id': 'contacts:write',
  'DELETE /contacts/:id': 'contacts:write',
  'GET /tasks': 'tasks:read',
  'POST /tasks': 'tasks:write',
  'GET /tasks/:id': 'tasks:read',
  'PATCH /tasks/:id': 'tasks:write',
  'POST /tasks/:id/complete': 'tasks:write',
  'POST /tasks/:id/snooze': 'tasks:write',
  'POST /tasks/:id/reopen': 'tasks:write',
  'GET /needs': 'needs:read',
  'POST /needs': 'needs:write',
  'GET /needs/:id': 'needs:read',
  'PATCH /needs/:id': 'needs:write',
  'GET /playbooks': 'playbooks:read',
  'POST /playbooks': 'playbooks:write',
  'GET /playbooks/:id': 'playbooks:read',
  'PATCH /playbooks/:id': 'playbooks:write',
  'POST /playbooks/:id/start': 'tasks:write',
  'GET /visit-questions': 'playbooks:read',
  'POST /visit-questions': 'playbooks:write',
  'PATCH /visit-questions/:id': 'playbooks:write',
  'GET /agreements': 'agreements:read',
  'POST /agreements': 'agreements:write',
  'GET /agreements/:id': 'agreements:read',
  'PATCH /agreements/:id': 'agreements:write',
  'POST /agreements/:id/activate': 'agreements:write',
  'POST /agreements/:id/terminate': 'agreements:write',
  'POST /agreements/:id/renew': 'agreements:write',
  'GET /activities': 'activities:read',
  'POST /activities': 'activities:write',
  // The sample is shared with members; one that is not is 404 (member-scope.spec.ts).
  'GET /activities/:id': { needs: 'activities:read', foreign: 200 },
  'PATCH /activities/:id': 'activities:write',
  'POST /activities/:id/hold': 'activities:write',
  'POST /activities/:id/cancel': 'activities:write',
  'GET /activities/:id/participations': { needs: 'activities:read', foreign: 200 },
  'POST /activities/:id/participations': 'activities:write',
  'GET /activities/:id/participations/:companyId': 'activities:read',
  'PATCH /activities/:id/participations/:companyId': 'activities:write',
  'GET /activities/:id/invitation.ics': { needs: 'activities:read', foreign: 200 },
  'GET /calendar-feed': 'session:own',
  'POST /calendar-feed': 'session:own',
  'DELETE /calendar-feed': 'session:own',
  'GET /calendar/:token.ics': 'public',
  'POST /activities/:id/invitations': 'activities:write',
  'GET /unsubscribe/:token': 'public',
  'POST /unsubscribe/:token': 'public',
  'GET /networks': 'networks:read',
  'POST /networks': 'networks:write',
  'GET /networks/:id': 'networks:read',
  'PATCH /networks/:id': 'networks:write',
  'GET /networks/:id/memberships': 'networks:read',
  'POST /networks/:id/memberships': 'networks:write',
  'PATCH /networks/:id/memberships/:membershipId': 'networks:write',
  'GET /networks/:id/meetings': 'networks:read',
  'POST /networks/:id/meetings': 'networks:write',
  'GET /introductions': 'networks:read',
  'POST /introductions': 'networks:write',
  'PATCH /introductions/:id': 'networks:write',
  'GET /materials': 'materials:read',
  'POST /materials': 'materials:write',
  'GET /materials/:id': 'materials:read',
  'PATCH /materials/:id': 'materials:write',
  'GET /materials/deliveries': 'materials:read',
  'GET /materials/:id/deliveries': 'materials:read',
  'POST /materials/:id/deliveries': 'materials:write',
  'GET /pledges': 'pledges:read',
  'POST /pledges': 'pledges:write',
  'GET /pledges/:id': 'pledges:read',
  'PATCH /pledges/:id': 'pledges:write',
  'POST /pledges/:id/fulfilments': 'pledges:write',
  'POST /pledges/:id/withdraw': 'pledges:write',
  'GET /label-rounds': 'labels:read',
  'POST /label-rounds': 'labels:write',
  'PATCH /label-rounds/:id': 'labels:write',
  'GET /labels': 'labels:read',
  'POST /labels': 'labels:write',
  'GET /labels/:id': 'labels:read',
  'PATCH /labels/:id': 'labels:write',
  'POST /labels/:id/assess': 'labels:write',
  'POST /labels/:id/award': 'labels:write',
  'POST /labels/:id/decline': 'labels:write',
  'POST /labels/:id/withdraw': 'labels:write',
  'GET /targets': 'targets:read',
  'POST /targets': 'targets:write',
  'GET /targets/:id': 'targets:read',
  'PATCH /targets/:id': 'targets:write',
  'POST /targets/:id/progress': 'targets:write',
  'GET /targets/benchmarks': 'targets:read',
  'POST /targets/benchmarks': 'targets:write',
  'GET /targets/benchmarks/:id/csv': 'targets:read',
  'POST /targets/benchmarks/:id/csv': 'targets:write',
  'GET /visits': 'visits:read',
  'POST /visits': 'visits:write',
  'GET /visits/:id': 'visits:read',
  'PATCH /visits/:id': { needs: 'visits:write', owner: 'visit.author_id', foreign: 409 },
  'POST /visits/:id/amendments': 'visits:write',
  'GET /coverage': { needs: 'coverage:read', query: 'rows=size&columns=sector' },
  'GET /insights/needs': 'coverage:read',
  'GET /insights/activities': 'coverage:read',
  'GET /imports': 'imports:read',
  'POST /imports': 'imports:write',
  'GET /imports/:id': 'imports:read',
  'GET /imports/:id/rows': 'imports:read',
  'POST /imports/:id/commit': 'imports:write',
};

/** What the table says about each route. */
export const ROWS: Readonly<Record<string, Special>> = Object.fromEntries(
  Object.entries(ACCESS).map(([name, row]) => [name, typeof row === 'string' ? { needs: row } : row]),
);

/** 2 for any success, else the status with which the caller must be refused. */
export function verdict(row: Special, caller: Caller, outOfReach: boolean): number {
  if (row.needs === 'public') return row.answer ?? 2;
  if (caller === 'anonymous') return 401;
  const may = POLICY[caller];
  if (may !== 'everything' && !may.includes(row.needs)) return 403;
  const status = outOfReach && row.reachesAll !== caller ? (row.foreign ?? 404) : (row.answer ?? 2);
  return status < 300 ? 2 : status;
}
