import { ForwardOnly } from './forward-only.js';

/** Playbooks and questions for visits, with a first set of each that a municipality may change. */
export class Playbooks1795298400014 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE playbook (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      trigger text NOT NULL CHECK (trigger IN ('first_contact', 'agreement', 'pledge', 'manual')),
      sizes text[] NOT NULL DEFAULT '{}'
        CHECK (sizes <@ ARRAY['small', 'medium', 'large', 'undetermined', 'unknown']),
      has_hr_function text CHECK (has_hr_function IN ('yes', 'no', 'unknown')),
      active boolean NOT NULL DEFAULT true,
      steps json NOT NULL CHECK (json_array_length(steps) BETWEEN 1 AND 30)
    )`,
    `CREATE TABLE playbook_start (
      id uuid PRIMARY KEY,
      playbook_id uuid NOT NULL REFERENCES playbook (id),
      company_id uuid NOT NULL REFERENCES company (id),
      start_on date NOT NULL,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX playbook_start_company_idx ON playbook_start (company_id, playbook_id)',
    'CREATE INDEX playbook_start_playbook_idx ON playbook_start (playbook_id)',
    `CREATE TABLE playbook_task (
      start_id uuid NOT NULL REFERENCES playbook_start (id),
      position integer NOT NULL CHECK (position > 0),
      task_id uuid NOT NULL REFERENCES task (id),
      PRIMARY KEY (start_id, position),
      UNIQUE (task_id)
    )`,
    `CREATE TABLE visit_question (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      text_da text NOT NULL CHECK (length(text_da) BETWEEN 1 AND 300),
      text_en text NOT NULL CHECK (length(text_en) BETWEEN 1 AND 300),
      sizes text[] NOT NULL DEFAULT '{}'
        CHECK (sizes <@ ARRAY['small', 'medium', 'large', 'undetermined', 'unknown']),
      has_hr_function text CHECK (has_hr_function IN ('yes', 'no', 'unknown')),
      direction text CHECK (direction IN ('recruit', 'retain', 'upskill')),
      position integer NOT NULL DEFAULT 0,
      active boolean NOT NULL DEFAULT true
    )`,
    // One for every company at its first contact: a size that is not known is most often a small one.
    `INSERT INTO playbook (id, name, trigger, sizes, steps) VALUES
      (gen_random_uuid(), 'Lille virksomhed: vi klarer papirerne', 'first_contact', '{small,unknown}', '[
        {"title": "Ring, og aftal et kort besøg", "offsetDays": 0,
         "note": "Find et tidspunkt, der passer i driften."},
        {"title": "Besøg virksomheden, og spørg til behov", "offsetDays": 7,
         "note": "Spørg både til nu og her og på længere sigt, og hvem der tager sig af personale."},
        {"title": "Foreslå én ordning i almindelige ord", "offsetDays": 10,
         "note": "Brug ordningsguiden. Regn rimelighedskravet ud sammen, vejledende."},
        {"title": "Udfyld papirerne for virksomheden", "offsetDays": 14,
         "note": "Gør VITAS-arket klar. Husk udtalelsen fra både virksomhed og medarbejderrepræsentant."},
        {"title": "Ring, og hør, hvordan det går", "offsetDays": 30, "note": null},
        {"title": "Følg op på aftaler og nye behov", "offsetDays": 90, "note": null}
      ]'),
      (gen_random_uuid(), 'Mellemstor virksomhed: fast kontakt', 'first_contact', '{medium,undetermined}', '[
        {"title": "Find den rette kontaktperson, og ring", "offsetDays": 0,
         "note": "Spørg, om de har HR. Har de ikke, tilbyder vi at udfylde papirerne."},
        {"title": "Hold møde om behov på kort og lang sigt", "offsetDays": 14,
         "note": "Rekruttere, fastholde og opkvalificere."},
        {"title": "Send forslag og næste skridt", "offsetDays": 21, "note": null},
        {"title": "Aftal faste kontaktpersoner på begge sider", "offsetDays": 45,
         "note": "Det kan være begyndelsen på en samarbejdsaftale."},
        {"title": "Følg op på aftaler og nye behov", "offsetDays": 120, "note": null}
      ]'),
      (gen_random_uuid(), 'Stor virksomhed: hjælp til selv', 'first_contact', '{large}', '[
        {"title": "Find HR-kontakten, og præsentér vores indgang", "offsetDays": 0,
         "note": "Én indgang og én kontaktperson hos os, også for afdelingerne."},
        {"title": "Send ordningsguiden og link til VITAS", "offsetDays": 7,
         "note": "De klarer selv VITAS. Vi svarer på spørgsmål."},
        {"title": "Spørg til virksomhedens egne mål for året", "offsetDays": 60,
         "note": "Gerne fordelt på arbejdssteder."},
        {"title": "Hold kort statusmøde om mål og løfter", "offsetDays": 180, "note": null}
      ]')`,
    `INSERT INTO visit_question (id, position, sizes, has_hr_function, direction, text_da, text_en)
     SELECT gen_random_uuid(), position, sizes::text[], has_hr_function, direction, text_da, text_en
     FROM (VALUES
       (10, '{}', 'unknown', NULL, 'Hvem hos jer tager sig af ansættelser og sygefravær?',
         'Who at your company takes care of hiring and sick leave?'),
       (20, '{small,unknown}', NULL, 'recruit', 'Mangler I hænder nu eller det næste halve år?',
         'Are you short of hands now or in the next six months?'),
       (30, '{small,unknown}', NULL, 'recruit', 'Har I opgaver til bare nogle få timer om ugen?',
         'Do you have tasks for just a few hours a week?'),
       (40, '{small,unknown}', NULL, 'retain', 'Hvad gør I, når en medarbejder er syg i længere tid?',
         'What do you do when an employee is ill for a longer time?'),
       (50, '{small,medium}', 'no', 'upskill', 'Hvad ville I gerne kunne, som I ikke kan i dag?',
         'What would you like to be able to do that you cannot do today?'),
       (60, '{small,medium}', 'no', NULL, 'Kan vi hjælpe jer ved at udfylde papirerne?',
         'Can we help you by filling in the forms?'),
       (70, '{medium,undetermined}', NULL, 'recruit', 'Hvilke job er sværest for jer at besætte?',
         'Which jobs are hardest for you to fill?'),
       (80, '{medium,undetermined}', NULL, 'retain', 'Hvordan holder I på dem, der ikke kan arbejde fuld tid?',
         'How do you keep those who cannot work full time?'),
       (90, '{medium,undetermined}', NULL, 'upskill', 'Hvad skal jeres medarbejdere kunne om to år?',
         'What must your employees be able to do in two years?'),
       (100, '{large}', NULL, NULL, 'Hvilke mål for socialt ansvar sætter I selv i år?',
         'Which goals for social responsibility do you set yourselves this year?'),
       (110, '{large}', NULL, 'recruit', 'Hvor i virksomheden kan I åbne døren for flere uden job?',
         'Where in the company can you open the door to more people without a job?'),
       (120, '{large}', NULL, 'retain', 'Hvordan forebygger I sygefravær på tværs af afdelinger?',
         'How do you prevent sick leave across departments?'),
       (130, '{large}', NULL, NULL, 'Vil I dele jeres erfaringer med mindre virksomheder?',
         'Will you share your experience with smaller companies?')
     ) AS question (position, sizes, has_hr_function, direction, text_da, text_en)`,
  ];
}
