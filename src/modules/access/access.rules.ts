import type { Permission } from '../../kernel/permissions.js';
import type { Text } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';

type Subject = Permission extends `${infer What}:${string}` ? What : never;

const SUBJECTS: Readonly<Record<Subject, Text>> = {
  session: { da: 'egen konto', en: 'own account' },
  companies: { da: 'virksomheder', en: 'companies' },
  contacts: { da: 'kontaktpersoner', en: 'contacts' },
  tasks: { da: 'opgaver', en: 'tasks' },
  needs: { da: 'behov', en: 'needs' },
  playbooks: { da: 'drejebøger', en: 'playbooks' },
  agreements: { da: 'aftaler', en: 'agreements' },
  activities: { da: 'aktiviteter', en: 'activities' },
  networks: { da: 'netværk', en: 'networks' },
  materials: { da: 'materialer', en: 'materials' },
  pledges: { da: 'løfter', en: 'pledges' },
  labels: { da: 'mærker', en: 'labels' },
  targets: { da: 'årsmål', en: 'targets' },
  visits: { da: 'besøg', en: 'visits' },
  coverage: { da: 'dækning', en: 'coverage' },
  'contact-gate': { da: 'samtykker og kontaktgrundlag', en: 'consents and bases of contact' },
  terms: { da: 'begreber', en: 'terms' },
  settings: { da: 'indstillinger', en: 'settings' },
  users: { da: 'brugere og teams', en: 'users and teams' },
  imports: { da: 'import af registret', en: 'imports of the register' },
  audit: { da: 'loggen', en: 'the audit log' },
  privacy: { da: 'persondatasager', en: 'personal-data requests' },
  metrics: { da: 'driftstal', en: 'metrics' },
};

const VERBS: Readonly<Record<string, Text>> = {
  read: { da: 'Se', en: 'See' },
  write: { da: 'Oprette og rette', en: 'Create and change' },
  own: { da: 'Bruge', en: 'Use the' },
};

/** The permission in words, such as "Se virksomheder". */
export function permissionName(permission: Permission): Text {
  const [what, verb = ''] = permission.split(':') as [Subject, string];
  const { da, en } = VERBS[verb] ?? { da: verb, en: verb };
  return { da: `${da} ${SUBJECTS[what].da}`, en: `${en} ${SUBJECTS[what].en}` };
}

/** What narrows the actor's permissions, with the names of the one company and of the team. */
export function scopeText(actor: Actor, companyName: string | null, teamName: string | null): Text {
  if (actor.onlyCompanyId) {
    return companyName
      ? {
          da: `Ser kun ${companyName}, dens egne løfter og aftaler og de fælles aktiviteter.`,
          en: `Sees only ${companyName}, its own pledges and agreements and the shared activities.`,
        }
      : {
          da: 'Ser ingen virksomhed, for der er ikke valgt en, og kun de fælles aktiviteter.',
          en: 'Sees no company, as none is chosen, and only the shared activities.',
        };
  }
  return actor.role === 'manager' && teamName
    ? {
        da: `Ser alle virksomheder. Læser egne fortrolige noter og dem, som teamet ${teamName} har skrevet.`,
        en: `Sees all companies. Reads own restricted notes and those that the team ${teamName} wrote.`,
      }
    : {
        da: 'Ser alle virksomheder. Læser kun egne fortrolige noter.',
        en: 'Sees all companies. Reads own restricted notes only.',
      };
}
