import { ForwardOnly } from './forward-only.js';

/** A guide to the schemes for whoever runs a company without an HR department; advisory, without amounts. */
export class SchemeGuide1795298400015 extends ForwardOnly {
  protected readonly statements = [
    `INSERT INTO term (id, kind, code, name_da, name_en, description_da, description_en, valid_from,
       closed_for_new_from, position)
     SELECT gen_random_uuid(), 'scheme', code, name_da, name_en,
       description_da || ' Vejledende – tjek hos kommunen eller på VITAS.',
       description_en || ' Advisory – check with the municipality or VITAS.',
       valid_from::date, closed_for_new_from::date, position
     FROM (VALUES
       (1, 'WORK_PLACEMENT', 'Virksomhedspraktik', 'Work placement', '2022-01-01', NULL,
         'En person prøver arbejdet hos jer i en kort periode uden løn og beholder sin ydelse; det må ikke være en, '
         'der sidst var ansat hos jer. Der er et loft over, hvor mange pladser arbejdsstedet må have '
         '(rimelighedskravet), og både I og medarbejderrepræsentanten skal udtale jer skriftligt først. I søger '
         'i VITAS.',
         'A person tries the work with you for a short time without pay and keeps their benefit; it may not be '
         'someone whose last job was with you. There is a limit to how many places the workplace may have, and both '
         'you and the employee representative must give a written statement first. You apply in VITAS.'),
       (2, 'WAGE_SUBSIDY_PRIVATE', 'Løntilskud i private virksomheder', 'Wage subsidy, private employers',
         '2022-01-01', NULL,
         'I ansætter en ledig og får tilskud til lønnen i en periode; personen har som regel været ledig i et halvt '
         'år, men der er undtagelser. Jobbet skal komme oven i jeres normale antal ansatte, og det må ikke være blevet '
         'ledigt de seneste tre måneder, fordi en ansat stoppede. Rimelighedskravet gælder også, og I søger i VITAS.',
         'You hire an unemployed person and get a subsidy for the wage for a time; the person has usually been '
         'unemployed for half a year, but there are exceptions. The job must come on top of your normal number of '
         'employees and may not have become vacant in the last three months because an employee left. The limit to the '
         'number of places applies too, and you apply in VITAS.'),
       (3, 'WAGE_SUBSIDY_PUBLIC', 'Løntilskud på offentlige arbejdspladser', 'Wage subsidy, public employers',
         '2022-01-01', NULL,
         'En offentlig arbejdsplads ansætter en ledig med tilskud til lønnen, i kortere tid end i det private. '
         'Rimelighedskravet gælder, og I søger i VITAS. Spørg kommunen, om jobbet skal komme oven i det normale antal '
         'ansatte.',
         'A public employer hires an unemployed person with a subsidy for the wage, for a shorter time than in the '
         'private sector. The limit to the number of places applies, and you apply in VITAS. Ask the municipality '
         'whether the job must come on top of the normal number of employees.'),
       (4, 'COMMUNITY_WORK', 'Nytteindsats', 'Community work', '2025-01-01', NULL,
         'En person med arbejdspligt løser opgaver hos jer; det aftaler I med kommunen. Rimelighedskravet gælder ikke, '
         'men tillidsrepræsentanten skal have besked. Har I også praktik eller løntilskud, så spørg kommunen, om '
         'personen tæller med dér.',
         'A person with a duty to work does tasks with you; you agree on it with the municipality. The limit to the '
         'number of places does not apply, but the union representative must be told. If you also have placements or '
         'wage subsidies, ask the municipality whether the person counts there.'),
       (5, 'FLEX_JOB', 'Fleksjob', 'Flex job', '2022-01-01', NULL,
         'I ansætter en person med nedsat arbejdsevne, og kommunen lægger til lønnen. Det kan være '
         'ganske få timer om ugen, og I aftaler det med kommunen. Spørg kommunen, om fleksjob tæller med i '
         'rimelighedskravet.',
         'You hire a person with reduced capacity for work, and the municipality tops up the wage. It may be just a '
         'few hours a week, and you agree on it with the municipality. Ask the municipality whether flex jobs count '
         'in the limit to the number of places.'),
       (6, 'SHELTERED_JOB', 'Skånejob', 'Sheltered job', '2022-01-01', NULL,
         'I ansætter en førtidspensionist og får tilskud til lønnen. I søger i VITAS. Spørg kommunen, om '
         'rimelighedskravet og kravet om flere ansatte end normalt gælder.',
         'You hire a person on disability pension and get a subsidy for the wage. You apply in VITAS. Ask the '
         'municipality whether the limit to the number of places and the demand for additional jobs apply.'),
       (7, 'PAID_HOURS', 'Småjob og lønnede timer', 'Paid hours', '2022-01-01', NULL,
         'I ansætter en person på almindelige vilkår i få timer. I skal ikke søge om noget, og personen tæller som '
         'ordinært ansat. Timerne kan kombineres med praktik, når opgaverne er forskellige.',
         'You hire a person on ordinary terms for a few hours. There is nothing to apply for, and the person counts as '
         'an ordinary employee. The hours can be combined with a placement when the tasks differ.'),
       (8, 'MENTOR', 'Mentor', 'Mentor', '2022-01-01', NULL,
         'En mentor støtter en person på arbejdspladsen. Ordningen er skåret ned fra 2026: spørg kommunen, om det kan '
         'lade sig gøre hos jer. Der søges i VITAS, og rimelighedskravet gælder ikke.',
         'A mentor supports a person at work. The scheme was cut back from 2026: ask the municipality whether it is '
         'possible with you. The application goes through VITAS, and the limit to the number of places does not '
         'apply.'),
       (9, 'PERSONAL_ASSISTANCE', 'Personlig assistance og hjælpemidler', 'Personal assistance and aids',
         '2022-01-01', NULL,
         'Hjælp fra en anden person eller et hjælpemiddel kan gøre, at en medarbejder kan klare jobbet. Der søges i '
         'VITAS, og rimelighedskravet gælder ikke. Spørg kommunen, hvem der kan få støtten.',
         'Help from another person, or an aid, can make an employee able to do the job. The application goes through '
         'VITAS, and the limit to the number of places does not apply. Ask the municipality who can get the support.'),
       (10, 'ADULT_APPRENTICE', 'Voksenlærling', 'Adult apprentice', '2022-01-01', NULL,
         'I tager en person på mindst 25 år i lære. I søger i VITAS. Spørg kommunen, om I kan få tilskud, og hvad det '
         'kræver.',
         'You take on a person of at least 25 as an apprentice. You apply in VITAS. Ask the municipality whether you '
         'can get a subsidy and what it takes.'),
       (11, 'APPRENTICE', 'Elev, lærling, EGU, IGU, FGU og STU', 'Apprentice, EGU, IGU, FGU and STU',
         '2022-01-01', NULL,
         'I giver en person i uddannelse en plads hos jer. Den søger I ikke om i VITAS: spørg kommunen, hvem I skal '
         'tale med om den enkelte uddannelse. STU-pladser tæller ikke med i rimelighedskravet.',
         'You give a person in education a place with you. You do not apply for it in VITAS: ask the municipality whom '
         'to talk to about each kind of education. STU places do not count in the limit to the number of places.'),
       (12, 'SECTION_56', '§ 56-aftale', 'Section 56 agreement', '2022-01-01', NULL,
         'Når en medarbejder ventes at have mindst ti sygedage om året, kan I få refusion fra første sygedag. Aftalen '
         'gælder op til to år ad gangen. Spørg kommunen, hvordan I søger.',
         'When an employee is expected to have at least ten sick days a year, you can be refunded from the first day. '
         'The agreement lasts up to two years at a time. Ask the municipality how to apply.'),
       (13, 'FAST_TRACK', 'Fast track ved sygdom', 'Fast track in case of illness', '2022-01-01', NULL,
         'Er en medarbejder sygemeldt, kan I inden for de første fem uger bede om tidlig hjælp gennem NemRefusion. '
         'Kommunen holder så møde inden for to uger. Reglerne for sygemeldte er ændret i 2026: spørg kommunen, om '
         'fast track stadig findes.',
         'When an employee is on sick leave, you can ask for early help through NemRefusion within the first five '
         'weeks. The municipality then meets within two weeks. The rules on sick leave changed in 2026: ask the '
         'municipality whether fast track still exists.'),
       (14, 'JOB_ROTATION', 'Jobrotation', 'Job rotation', '2022-01-01', '2026-02-01',
         'Ordningen er lukket for nye aftaler. Det, der allerede er i gang, kører færdigt. Vil I efteruddanne '
         'medarbejdere, så spørg kommunen om andre muligheder.',
         'The scheme is closed for new agreements. What is under way already is completed. If you want to train '
         'employees, ask the municipality about other options.')
     ) AS scheme (position, code, name_da, name_en, valid_from, closed_for_new_from, description_da, description_en)`,
  ];
}
