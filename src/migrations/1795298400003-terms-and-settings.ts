import { ForwardOnly } from './forward-only.js';

export class TermsAndSettings1795298400003 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE term (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
      code text NOT NULL CHECK (code ~ '^[A-Za-z0-9_-]{1,60}$'),
      name_da text NOT NULL CHECK (length(name_da) BETWEEN 1 AND 200),
      name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 200),
      description_da text,
      description_en text,
      valid_from date NOT NULL,
      valid_to date CHECK (valid_to > valid_from),
      closed_for_new_from date,
      position integer NOT NULL DEFAULT 0,
      UNIQUE (kind, code)
    )`,
    `CREATE TABLE settings (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      municipality_codes text[] NOT NULL DEFAULT '{}',
      municipality_name text NOT NULL DEFAULT '',
      desk_name text NOT NULL DEFAULT 'Virksomhedsindgangen',
      task_force_name text NOT NULL DEFAULT 'Jobtaskforcen',
      medium_from integer NOT NULL DEFAULT 50 CHECK (medium_from > 0),
      large_from integer NOT NULL DEFAULT 250 CHECK (large_from > medium_from),
      note_lock_days integer NOT NULL DEFAULT 14 CHECK (note_lock_days BETWEEN 0 AND 365)
    )`,
    `INSERT INTO settings (id) VALUES ('00000000-0000-7000-8000-000000000001')`,
    `INSERT INTO term (id, kind, code, name_da, name_en, valid_from, position)
     SELECT gen_random_uuid(), 'pledge_category', code, name_da, name_en, DATE '2022-01-01', position
     FROM (VALUES
       (1, 'PLACEMENT_PLACES', 'Praktikpladser', 'Work placements'),
       (2, 'WAGE_SUBSIDY_PLACES', 'Pladser med løntilskud', 'Wage subsidy places'),
       (3, 'FLEX_JOB', 'Fleksjob', 'Flex jobs'),
       (4, 'PAID_HOURS', 'Småjob og lønnede timer', 'Paid hours'),
       (5, 'SHELTERED_JOB', 'Skånejob', 'Sheltered jobs'),
       (6, 'APPRENTICE_PLACE', 'Elev- og lærepladser', 'Apprenticeships'),
       (7, 'ADULT_APPRENTICE', 'Voksenlærlinge', 'Adult apprentices'),
       (8, 'MENTOR_CAPACITY', 'Mentorer', 'Mentors'),
       (9, 'COMPANY_CENTRE_PLACES', 'Pladser i virksomhedscenter', 'Places in a company centre'),
       (10, 'LANGUAGE_AT_WORK', 'Dansk på arbejdspladsen', 'Danish at work'),
       (11, 'YOUTH_CHANCE', 'En chance til unge', 'A chance for young people'),
       (12, 'RETENTION_POLICY', 'Fastholdelse', 'Retention'),
       (13, 'PREVENTION_ACTION', 'Forebyggelse', 'Prevention'),
       (14, 'AMBASSADOR', 'Ambassadør', 'Ambassador'),
       (15, 'RECRUIT_VIA_DESK', 'Rekruttering gennem kommunen', 'Recruiting through the municipality'),
       (16, 'KNOWLEDGE_SHARING', 'Videndeling', 'Sharing knowledge')
     ) AS category (position, code, name_da, name_en)`,
  ];
}
