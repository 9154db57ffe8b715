import { SIZE_CLASSES } from '../../src/kernel/size-class.js';
import { HR_FUNCTIONS } from '../../src/modules/companies/company.values.js';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface PlaybookList { items: { id: string; name: string }[] }
interface QuestionList { items: { textDa: string; position: number }[] }
interface TaskList { items: { title: string; dueOn: string }[] }
interface SchemeList { items: { code: string; descriptionDa: string; descriptionEn: string }[] }

/** Goal 4: small companies without HR are helped with what they need, large ones to lift it themselves. */
describe('help that fits the size', () => {
  let t: TestApp;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  const SMALL = { size_class: 'small', has_hr_function: 'no' };
  const LARGE = { size_class: 'large', has_hr_function: 'yes', employees: 400 };
  const tasksAt = async (companyId: string) => (await consultant.get<TaskList>(`/tasks?companyId=${companyId}`)).body.items;
  const forCompany = async (columns: Record<string, unknown>) => {
    const { id } = await t.make.company(columns);
    const playbooks = await consultant.get<PlaybookList>(`/playbooks?trigger=first_contact&companyId=${id}`);
    const questions = await consultant.get<QuestionList>(`/visit-questions?companyId=${id}`);
    return { id, playbooks: playbooks.body.items, questions: questions.body.items };
  };

  it('gives a small company without HR other playbooks, questions and steps than a large one', async () => {
    const small = await forCompany(SMALL);
    const large = await forCompany(LARGE);

    expect(small.playbooks.map(({ name }) => name)).toEqual(['Lille virksomhed: vi klarer papirerne']);
    expect(large.playbooks.map(({ name }) => name)).toEqual(['Stor virksomhed: hjælp til selv']);
    const texts = ({ questions }: typeof small) => questions.map(({ textDa }) => textDa);
    expect(texts(small)).toContain('Kan vi hjælpe jer ved at udfylde papirerne?');
    expect(texts(large)).toContain('Hvilke mål for socialt ansvar sætter I selv i år?');
    expect(texts(small).filter((text) => texts(large).includes(text))).toEqual([]);

    for (const { id, playbooks } of [small, large]) {
      expect((await consultant.post(`/playbooks/${playbooks[0]?.id}/start`, { companyId: id })).status).toBe(201);
    }
    const [atSmall, atLarge] = [await tasksAt(small.id), await tasksAt(large.id)];
    expect(atSmall.map(({ title, dueOn }) => [title, dueOn])).toEqual([
      ['Ring, og aftal et kort besøg', '2026-11-20'],
      ['Besøg virksomheden, og spørg til behov', '2026-11-27'],
      ['Foreslå én ordning i almindelige ord', '2026-11-30'],
      ['Udfyld papirerne for virksomheden', '2026-12-04'],
      ['Ring, og hør, hvordan det går', '2026-12-21'],
      ['Følg op på aftaler og nye behov', '2027-02-18'],
    ]);
    expect(atLarge.map(({ title, dueOn }) => [title, dueOn])).toEqual([
      ['Find HR-kontakten, og præsentér vores indgang', '2026-11-20'],
      ['Send ordningsguiden og link til VITAS', '2026-11-27'],
      ['Spørg til virksomhedens egne mål for året', '2027-01-19'],
      ['Hold kort statusmøde om mål og løfter', '2027-05-19'],
    ]);
  });

  it('leaves no company without a playbook and questions for the first visit', async () => {
    for (const sizeClass of SIZE_CLASSES) {
      for (const hr of HR_FUNCTIONS) {
        const found = await forCompany({ size_class: sizeClass, has_hr_function: hr });
        expect([sizeClass, hr, found.playbooks.length]).toEqual([sizeClass, hr, 1]);
        expect([sizeClass, hr, found.questions.length > 2]).toEqual([sizeClass, hr, true]);
        const positions = found.questions.map(({ position }) => position);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
      }
    }
  });

  it('asks about HR only where it is not known', async () => {
    const asked = async (hr: string) =>
      (await forCompany({ ...SMALL, has_hr_function: hr })).questions.some(({ textDa }) => textDa.includes('ansættelser'));
    expect([await asked('unknown'), await asked('no'), await asked('yes')]).toEqual([true, false, false]);
  });

  describe('in the scheme guide', () => {
    it('explains every scheme in both languages, in at most four sentences, the last one a caution, and without amounts', async () => {
      const { body } = await consultant.get<SchemeList>('/terms?kind=scheme&limit=200');
      expect(body.items.map(({ code }) => code)).toEqual([
        'WORK_PLACEMENT', 'WAGE_SUBSIDY_PRIVATE', 'WAGE_SUBSIDY_PUBLIC', 'COMMUNITY_WORK', 'FLEX_JOB', 'SHELTERED_JOB',
        'PAID_HOURS', 'MENTOR', 'PERSONAL_ASSISTANCE', 'ADULT_APPRENTICE', 'APPRENTICE', 'SECTION_56', 'FAST_TRACK',
        'JOB_ROTATION',
      ]);
      const sentences = (text: string) => text.split(/[.?!](?: |$)/).filter(Boolean).length;
      for (const { code, descriptionDa: da, descriptionEn: en } of body.items) {
        expect([code, da.endsWith('. Vejledende – tjek hos kommunen eller på VITAS.')]).toEqual([code, true]);
        expect([code, en.endsWith('. Advisory – check with the municipality or VITAS.')]).toEqual([code, true]);
        expect([code, sentences(da), sentences(en)]).toEqual([code, sentences(en), sentences(da)]);
        expect([3, 4]).toContain(sentences(da));
        expect(`${da} ${en}`).not.toMatch(/\d[\d.,]*\s*(kr|kroner|DKK|€|%)/i);
      }
    });

    it('offers job rotation for nothing new', async () => {
      const { body: all } = await consultant.get<SchemeList>('/terms?kind=scheme&limit=200');
      const { body: usable } = await consultant.get<SchemeList>('/terms?kind=scheme&limit=200&usable=true');
      expect(all.items.at(-1)).toMatchObject({ code: 'JOB_ROTATION', closedForNewFrom: '2026-02-01' });
      expect(usable.items).toEqual(all.items.slice(0, -1));
    });
  });
});
