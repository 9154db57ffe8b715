import { PERMISSIONS } from '../../kernel/permissions.js';
import type { Actor } from '../../platform/http/actor.js';
import { permissionName, scopeText } from './access.rules.js';

describe('permissionName', () => {
  it('has a name of its own in both languages for every permission', () => {
    const names = PERMISSIONS.map(permissionName);
    expect(new Set(names.map(({ da }) => da)).size).toBe(PERMISSIONS.length);
    expect(new Set(names.map(({ en }) => en)).size).toBe(PERMISSIONS.length);
    expect(permissionName('companies:read')).toEqual({ da: 'Se virksomheder', en: 'See companies' });
    expect(permissionName('session:own')).toEqual({ da: 'Bruge egen konto', en: 'Use the own account' });
  });
});

describe('scopeText', () => {
  const actor: Actor = { userId: 'u', name: 'x', role: 'manager', permissions: new Set(), teamId: null, onlyCompanyId: null };

  it.each([
    [{ onlyCompanyId: 'c' }, 'Firma', null, 'Ser kun Firma'],
    [{ onlyCompanyId: 'c' }, null, null, 'Ser ingen virksomhed'],
    [{}, null, 'Nord', 'teamet Nord'],
    [{}, null, null, 'kun egne'],
    [{ role: 'administrator' as const }, null, 'Nord', 'kun egne'],
  ])('of %j at %s in %s', (changes, company, team, words) => {
    expect(scopeText({ ...actor, ...changes }, company, team).da).toContain(words);
  });
});
