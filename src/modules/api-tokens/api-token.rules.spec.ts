import { ROLE_PERMISSIONS, ROLES } from '../../kernel/permissions.js';
import { isTokenEnd, TOKEN_PERMISSIONS, tokenPermissions } from './api-token.rules.js';

describe('the permissions of a token', () => {
  it.each(ROLES)('are never more than those of a %s, nor any that make a way in', (role) => {
    const all = tokenPermissions([...TOKEN_PERMISSIONS, 'session:own', 'users:write'], role);
    expect(all.every((one) => ROLE_PERMISSIONS[role].includes(one))).toBe(true);
    expect(all).not.toContain('session:own');
    expect(all).not.toContain('users:write');
    expect(all.length).toBeGreaterThan(2);
  });

  it('are never more than were asked for', () => {
    expect(tokenPermissions(['companies:read', 'settings:write'], 'administrator')).toEqual([
      'companies:read', 'settings:write',
    ]);
    expect(tokenPermissions(['companies:read', 'settings:write'], 'reader')).toEqual(['companies:read']);
  });
});

describe('the last day of a token', () => {
  it.each([
    ['2026-11-19', false], ['2026-11-20', true], ['2027-11-21', true], ['2027-11-22', false], ['9999-01-01', false],
  ])('%s', (day, fits) => {
    expect(isTokenEnd(day, '2026-11-20')).toBe(fits);
  });
});
