export const ROLES = ['consultant', 'secretariat', 'member', 'manager', 'administrator', 'reader'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'session:own',
  'companies:read', 'companies:write',
  'contacts:read', 'contacts:write',
  'contact-gate:read', 'contact-gate:write',
  'tasks:read', 'tasks:write',
  'needs:read', 'needs:write',
  'playbooks:read', 'playbooks:write',
  'agreements:read', 'agreements:write',
  'activities:read', 'activities:write',
  'networks:read', 'networks:write',
  'materials:read', 'materials:write',
  'pledges:read', 'pledges:write',
  'labels:read', 'labels:write',
  'targets:read', 'targets:write',
  'visits:read', 'visits:write',
  'coverage:read',
  'outreach:read', 'outreach:write', 'cadences:write',
  'terms:read', 'terms:write',
  'settings:read', 'settings:write',
  'users:read', 'users:write',
  'imports:read', 'imports:write',
  'audit:read',
  'reminders:read', 'reminders:write',
  'privacy:read', 'privacy:write',
  'metrics:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const everyone: Permission[] = ['session:own', 'terms:read', 'settings:read'];
const dailyReading: Permission[] = [
  ...everyone,
  'companies:read', 'contacts:read', 'tasks:read', 'needs:read', 'agreements:read', 'pledges:read', 'visits:read',
  'coverage:read', 'outreach:read', 'users:read', 'playbooks:read',
  'activities:read', 'networks:read', 'materials:read',
  'labels:read', 'targets:read',
  'contact-gate:read',
];
const dailyWork: Permission[] = [
  ...dailyReading,
  'companies:write', 'contacts:write', 'tasks:write', 'needs:write', 'pledges:write', 'visits:write',
  'agreements:write', 'outreach:write',
  'activities:write', 'networks:write', 'materials:write',
  'labels:write', 'targets:write',
  'contact-gate:write',
];

/**
 * What each role may do. A member is a business leader from outside the municipality: scope narrows what these
 * permissions reach to the member's own company.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  consultant: dailyWork,
  secretariat: [...dailyWork, 'playbooks:write'],
  member: [
    ...everyone,
    'companies:read', 'activities:read', 'agreements:read', 'pledges:read', 'labels:read', 'targets:read',
  ],
  manager: [...dailyWork, 'playbooks:write', 'cadences:write', 'imports:read', 'audit:read'],
  administrator: PERMISSIONS,
  reader: dailyReading,
};
