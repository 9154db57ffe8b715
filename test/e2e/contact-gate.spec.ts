import { randomUUID } from 'node:crypto';
import type { ContactCheckDto } from '../../src/modules/contact-gate/contact-check.dto.js';
import { ContactGate } from '../../src/modules/contact-gate/contact-gate.js';
import { CONTACT_REASON_TEXTS } from '../../src/modules/contact-gate/contact-gate.rules.js';
import { ActivityCalls } from '../support/activity-calls.js';
import { GateCalls, type Page, type Refusal, TODAY, YES } from '../support/gate-calls.js';
import { type TestApp, testApp } from '../support/test-app.js';

describe('the contact gate', () => {
  let t: TestApp;
  let gate: GateCalls;
  beforeAll(async () => {
    t = await testApp();
  });
  beforeEach(async () => {
    gate = new GateCalls(t, t.anonymous);
    await gate.goTo('2026-11-20T09:30:00Z');
  });
  afterAll(async () => {
    await t.close();
  });

  it('says yes and no in words, and on what it rests', async () => {
    const open = await gate.check((await t.make.company()).id);
    const da = 'Virksomheden er åben for kontakt.';
    const reasons = [{ code: 'open', da, en: 'The company is open to contact.' }];
    expect(open).toMatchObject({ allowed: true, basis: null, hints: [], reasons });
    const blocked = await gate.check(await gate.protectedCompany());
    expect(blocked).toMatchObject({ allowed: false, basis: null });
    expect(blocked.reasons.map(({ da: words }) => words)).toEqual([
      'Virksomheden er reklamebeskyttet, og der er intet grundlag for at kontakte den.',
    ]);
  });

  it.each([
    [{ status: 'closing' }, 'no company_closing'], [{ status: 'ceased' }, 'no company_ceased'],
    [{ status: 'merged' }, 'no company_merged'], [{ contact_policy: 'do_not_contact' }, 'no do_not_contact'],
    [{ contact_policy: 'consent_only' }, 'no consent_only'],
  ])('blocks a company with %j', async (columns, expected) => {
    expect(await gate.verdict((await t.make.company(columns)).id)).toBe(expected);
  });

  it('lets a consent in at once, for its channel and purpose alone, and out at once', async () => {
    const { id: companyId } = await t.make.company({ contact_policy: 'consent_only', advertising_protected: true });
    const blocked = 'no consent_only advertising_protected';
    expect(await gate.verdict(companyId)).toBe(blocked);
    const id = await gate.made('/consents', { ...YES, companyId });
    expect(await gate.check(companyId)).toMatchObject({ allowed: true, basis: { kind: 'consent', id } });
    expect(await gate.verdict(companyId, 'email cooperation')).toBe(blocked);
    expect(await gate.verdict(companyId, 'phone recruitment')).toBe(blocked);

    const withdrawn = await gate.api.post(`/consents/${id}/withdraw`, { note: 'Ringede' }, { 'if-match': '"1"' });
    expect(withdrawn.body).toMatchObject({
      version: 2, withdrawnAt: '2026-11-20T09:30:00.000Z', withdrawnBy: gate.api.userId, withdrawalNote: 'Ringede',
    });
    expect(await gate.verdict(companyId)).toBe('no consent_withdrawn consent_only advertising_protected');
    expect((await gate.api.post(`/consents/${id}/withdraw`, {}, { 'if-match': '"1"' })).status).toBe(412);
    const again = await gate.api.post<Refusal>(`/consents/${id}/withdraw`, {});
    expect([again.status, again.body.code]).toEqual([409, 'consent-withdrawn']);
    await gate.made('/consents', { ...YES, companyId });
    expect(await gate.verdict(companyId)).toBe('yes consent');
    const { items, count } = (await gate.api.get<Page>(`/consents?companyId=${companyId}&count=true`)).body;
    expect([count, items.filter(({ withdrawnAt }) => withdrawnAt === null).length]).toEqual([2, 1]);
    expect((await gate.api.get<Page>(`/consents?companyId=${companyId}&live=true`)).body.items).toHaveLength(1);
  });

  it('takes the yes and the no of a person for that person', async () => {
    const { id: companyId } = await t.make.company({ contact_policy: 'consent_only' });
    const [asked, other] = await Promise.all([t.make.contact(companyId), t.make.contact(companyId)]);
    const id = await gate.made('/consents', { ...YES, channel: 'email', purpose: 'newsletter', contactId: asked.id });
    const blocked = 'no consent_only marketing_needs_consent';
    expect(await gate.verdict(companyId, 'email newsletter', `&contactId=${asked.id}`)).toBe('yes consent');
    expect(await gate.verdict(companyId, 'email newsletter', `&contactId=${other.id}`)).toBe(blocked);
    expect(await gate.verdict(companyId, 'email newsletter')).toBe(blocked);
    const { items } = (await gate.api.get<Page>(`/consents?companyId=${companyId}`)).body;
    expect(items).toMatchObject([{ id, contactId: asked.id }]);

    await t.db.query("UPDATE company SET contact_policy = 'open' WHERE id = $1", [companyId]);
    await gate.api.post(`/consents/${id}/withdraw`, {});
    expect(await gate.verdict(companyId, 'email cooperation', `&contactId=${asked.id}`)).toBe('no consent_withdrawn');
    expect(await gate.verdict(companyId, 'phone cooperation', `&contactId=${asked.id}`)).toBe('yes open');
    expect(await gate.verdict(companyId, 'email cooperation', `&contactId=${other.id}`)).toBe('yes open');
  });

  it('blocks a person from the day on which the company is left, and one who never was there', async () => {
    const { id: companyId } = await t.make.company();
    const { id: contactId } = await t.make.contact(companyId);
    const leave = 'UPDATE contact_role SET left_on = $2 WHERE contact_id = $1';
    await t.db.query(leave, [contactId, '2026-11-21']);
    expect(await gate.verdict(companyId, 'phone cooperation', `&contactId=${contactId}`)).toBe('yes open');
    await gate.goTo('2026-11-20T23:00:00Z');
    expect(await gate.verdict(companyId, 'phone cooperation', `&contactId=${contactId}`)).toBe('no contact_left');
    const path = `/contact-check?channel=phone&purpose=cooperation&contactId=${contactId}`;
    expect((await gate.api.get(`${path}&companyId=${(await t.make.company()).id}`)).status).toBe(404);
    expect((await gate.api.get(`${path}&companyId=${randomUUID()}`)).status).toBe(404);
    const unknown = await gate.api.get<Refusal>(`/contact-check?companyId=${companyId}&channel=phone&purpose=lunch`);
    expect([unknown.status, unknown.body.errors[0]?.pointer]).toEqual([400, '?purpose']);
  });

  it.each([
    ['consent', 'yes basis_consent'], ['inbound', 'yes basis_inbound'], ['agreement', 'yes basis_agreement'],
    ['legal', 'yes basis_legal'],
  ])('lets the protected be contacted on the basis %s until it ends', async (kind, expected) => {
    const companyId = await gate.protectedCompany();
    const law = kind === 'legal' ? { legalText: 'En lov', decidedBy: 'Juristen' } : {};
    const id = await gate.made('/contact-bases', { companyId, kind, validFrom: TODAY, ...law });
    expect(await gate.verdict(companyId)).toBe(expected);
    expect((await gate.check(companyId)).basis).toEqual({ kind, id });
    const ended = await gate.api.post(`/contact-bases/${id}/end`, { note: 'Sagen er slut' });
    expect(ended.body).toMatchObject({ version: 2, endedBy: gate.api.userId, endNote: 'Sagen er slut' });
    expect(await gate.verdict(companyId)).toBe('no advertising_protected');
    expect((await gate.api.post<Refusal>(`/contact-bases/${id}/end`, {})).body.code).toBe('basis-ended');
    expect((await gate.api.get<Page>(`/contact-bases?companyId=${companyId}`)).body.items).toHaveLength(1);
    expect((await gate.api.get<Page>(`/contact-bases?companyId=${companyId}&live=true`)).body.items).toEqual([]);
  });

  it('looks at the days of a basis, the last one left out', async () => {
    const companyId = await gate.protectedCompany();
    await gate.made('/contact-bases', { companyId, kind: 'inbound', validFrom: '2026-11-21', validTo: '2026-11-23' });
    for (const [day, expected] of [
      ['20', 'no advertising_protected'], ['21', 'yes basis_inbound'], ['22', 'yes basis_inbound'],
      ['23', 'no advertising_protected'],
    ]) {
      await gate.goTo(`2026-11-${day}T09:00:00Z`);
      expect([day, await gate.verdict(companyId)]).toEqual([day, expected]);
    }
  });

  it('reads an agreement in force off the company itself', async () => {
    const companyId = await gate.protectedCompany();
    const agreement = { kind: 'COOPERATION', title: 'Aftale', companyId, from: TODAY, to: '2026-12-01' };
    const parts = { weDo: 'Vi finder', youDo: 'I tager', togetherDo: 'Vi ringes' };
    const id = await gate.made('/agreements', { ...agreement, ...parts });
    const { body } = await gate.api.get<{ status: string }>(`/agreements/${id}`);
    if (body.status !== 'active') expect((await gate.api.post(`/agreements/${id}/activate`)).status).toBe(200);
    expect(await gate.check(companyId)).toMatchObject({ allowed: true, basis: { kind: 'agreement', id: null } });
    await gate.goTo('2026-12-02T09:00:00Z');
    expect(await gate.verdict(companyId)).toBe('no advertising_protected');
  });

  it('looks at the policy and protection of the workplace beside the company’s', async () => {
    const { id: companyId } = await t.make.company();
    const { id } = await t.make.workplace(companyId, { advertising_protected: true });
    const at = `&workplaceId=${id}`;
    expect(await gate.verdict(companyId)).toBe('yes open');
    expect(await gate.verdict(companyId, 'phone cooperation', at)).toBe('no workplace_advertising_protected');
    await gate.made('/contact-bases', { companyId, workplaceId: id, kind: 'inbound', validFrom: TODAY });
    expect(await gate.verdict(companyId, 'phone cooperation', at)).toBe('yes basis_inbound');
    const policies = [['consent_only', 'no workplace_consent_only'], ['do_not_contact', 'no workplace_do_not_contact']];
    for (const [index, [contactPolicy, expected]] of policies.entries()) {
      const change = { contactPolicy, contactPolicyReason: 'Vagtskifte' };
      const patched = await gate.api.patch(`/workplaces/${id}`, index + 1, change);
      expect(patched.body).toMatchObject({ ...change, contactPolicySince: TODAY });
      expect(await gate.verdict(companyId, 'phone cooperation', at)).toBe(expected);
    }
    expect(await gate.verdict(companyId)).toBe('yes open');
    const { id: closed } = await t.make.workplace(companyId, { ceased_on: TODAY });
    expect(await gate.verdict(companyId, 'phone cooperation', `&workplaceId=${closed}`)).toBe('no workplace_closed');
    const strange = await t.make.workplace((await t.make.company()).id);
    const path = `/contact-check?companyId=${companyId}&workplaceId=${strange.id}&channel=phone&purpose=cooperation`;
    expect((await gate.api.get(path)).status).toBe(404);
    const own = await gate.protectedCompany();
    const { id: covered } = await t.make.workplace(own, { advertising_protected: true });
    await gate.made('/contact-bases', { companyId: own, kind: 'inbound', validFrom: TODAY });
    expect(await gate.verdict(own, 'phone cooperation', `&workplaceId=${covered}`)).toBe('yes basis_inbound');
  });

  it('keeps the ban on marketing by e-mail and text message, and lets service pass', async () => {
    const { id: companyId } = await t.make.company();
    for (const purpose of ['event_invitation', 'newsletter']) {
      expect(await gate.verdict(companyId, `email ${purpose}`)).toBe('no marketing_needs_consent');
      expect(await gate.verdict(companyId, `sms ${purpose}`)).toBe('no marketing_needs_consent');
      expect(await gate.verdict(companyId, `letter ${purpose}`)).toBe('yes open');
    }
    await gate.made('/consents', { ...YES, channel: 'email', purpose: 'newsletter', companyId });
    expect(await gate.verdict(companyId, 'email newsletter')).toBe('yes consent');

    const protectedId = await gate.protectedCompany();
    const task = { title: 'Ring', dueOn: TODAY, companyId: protectedId };
    await gate.made('/tasks', task);
    expect(await gate.verdict(protectedId, 'email service')).toBe('no nothing_under_way');
    await gate.made('/tasks', { ...task, subjectType: 'visit', subjectId: randomUUID() });
    expect(await gate.verdict(protectedId, 'email service')).toBe('yes task');
    await gate.made('/pledges', {
      companyId: protectedId, category: 'FLEX_JOB', direction: 'INCLUDE_NEW', quantity: 1, unit: 'persons', from: TODAY,
      to: '2027-11-20',
    });
    expect(await gate.verdict(protectedId, 'email service')).toBe('yes pledge');
    expect(await gate.verdict(protectedId, 'phone cooperation')).toBe('no advertising_protected');
  });

  it('answers for 200 companies beside each other, in the order asked, in one statement', async () => {
    const kinds = [{}, { advertising_protected: true }, { contact_policy: 'do_not_contact' }, { status: 'ceased' }];
    const columns = Array.from({ length: 200 }, (_one, index) => kinds[index % kinds.length]);
    const made200 = await Promise.all(columns.map((one) => t.make.company(one)));
    const companyIds = made200.map(({ id }) => id).sort().reverse();
    const approach = { channel: 'phone', purpose: 'recruitment' } as const;
    const answer = await gate.api.post<{ items: ContactCheckDto[] }>('/contact-checks', { companyIds, ...approach });
    expect(answer.status).toBe(200);
    expect(answer.body.items.map(({ companyId }) => companyId)).toEqual(companyIds);
    expect(answer.body.items.filter(({ allowed }) => allowed)).toHaveLength(50);
    const [first] = companyIds;
    const alone = await gate.check(first ?? '', 'phone recruitment');
    expect(answer.body.items[0]).toEqual(alone);
    const mixed = { companyIds: [first, randomUUID()], ...approach };
    const unknown = await gate.api.post<Refusal>('/contact-checks', mixed);
    expect([unknown.status, unknown.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/companyIds/1']]);

    const statements: string[] = [];
    const query = <T>(sql: string, values?: unknown[]) => (statements.push(sql), t.db.query<T>(sql, values));
    const addressees = companyIds.map((companyId) => ({ companyId }));
    const verdicts = await t.app.get(ContactGate).checkAll({ query }, { onlyCompanyId: null }, addressees, approach);
    console.log(`contact gate: ${verdicts.length} companies in ${statements.length} statement`);
    expect([verdicts.length, statements.length]).toEqual([200, 1]);
  });

  it('stops what is planned elsewhere with 409 and the reasons, and remembers earlier moments', async () => {
    const companyId = await gate.protectedCompany();
    const guard = t.app.get(ContactGate);
    const approach = { channel: 'phone', purpose: 'cooperation' } as const;
    const ask = (at?: Date) => t.db.transaction((tx) =>
      guard.require(tx, { onlyCompanyId: null }, { companyId }, { ...approach, ...(at && { at }) }));
    await expect(ask()).rejects.toMatchObject({
      status: 409, code: 'contact-blocked', fields: [{ code: 'advertising_protected' }],
    });
    const id = await gate.made('/consents', { ...YES, companyId, givenOn: '2026-11-18' });
    await ask();
    t.clock.set('2026-11-20T10:00:00Z');
    await gate.api.post(`/consents/${id}/withdraw`, {});
    await expect(ask()).rejects.toMatchObject({ status: 409 });
    await ask(new Date('2026-11-20T09:59:59Z'));
    await expect(ask(new Date('2026-11-17T12:00:00Z'))).rejects.toMatchObject({ status: 409 });
  });

  it('keeps blocked companies from being invited, all of them named, and notes those who came', async () => {
    const calls = new ActivityCalls(t, gate.api);
    const activity = await calls.plan();
    const path = `/activities/${activity.id}/participations`;
    const [open, shut] = [(await t.make.company()).id, await gate.protectedCompany()];
    const { id: quiet } = await t.make.company({ contact_policy: 'do_not_contact' });
    const companyIds = [open, shut, (await t.make.company()).id, quiet];
    const refused = await gate.api.post<Refusal>(path, { companyIds });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([
      { pointer: '/companyIds/1', code: 'contact-blocked', detail: CONTACT_REASON_TEXTS.advertising_protected.da },
      { pointer: '/companyIds/3', code: 'contact-blocked', detail: CONTACT_REASON_TEXTS.do_not_contact.da },
    ]);
    expect(await calls.activity(activity.id)).toMatchObject({ invitedCount: 0, version: 1 });
    const byMail = await gate.api.post<Refusal>(path, { companyIds: [open], channel: 'email' });
    expect(byMail.body.errors).toMatchObject([{ pointer: '/companyIds/0', code: 'contact-blocked' }]);
    await gate.made('/contact-bases', { companyId: shut, kind: 'inbound', validFrom: TODAY });
    expect((await gate.api.post(path, { companyIds: [open, shut] })).body).toEqual({ invited: 2, already: 0 });
    expect((await gate.api.post(path, { companyIds: [quiet], walkIn: true })).body).toEqual({ invited: 1, already: 0 });
    await t.db.query("UPDATE company SET contact_policy = 'do_not_contact' WHERE id = $1", [open]);
    expect((await gate.api.post(path, { companyIds: [open] })).body).toEqual({ invited: 0, already: 1 });
    const visit = { companyId: quiet, kind: 'phone', occurredAt: '2026-11-20T09:00:00Z', summary: 'De ringede' };
    expect((await gate.api.post('/visits', visit)).status).toBe(201);
  });
});
