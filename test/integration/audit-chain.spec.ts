import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { EVENT_DIGEST, PERSONAL_DIGEST } from '../../src/modules/audit-chain/audit-text.js';
import { verifyAudit } from '../../src/modules/audit-chain/audit-verifier.js';
import { AuditWriter } from '../support/audit-writer.js';
import { type Chain, disarm, tamper, TAMPERINGS } from '../support/audit-tampering.js';

const TRIALS = process.env['LONG'] === '1' ? 1_000 : 100;
const HOUR_MS = 3_600_000;

/** Mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

describe('the audit chain', () => {
  let w: AuditWriter;
  beforeEach(async () => {
    w = await AuditWriter.open();
  });
  afterEach(async () => {
    await w.close();
  });

  it('shows every tampering by a superuser', async () => {
    const seed = Date.now() | 0;
    const { chain, head } = await makeChain();
    expect(await w.verify(head)).toMatchObject({ findings: [], events: chain.events.length, unsealed: 0 });
    const random = randomOf(seed);
    const superuser = w.owner.createQueryRunner();
    await superuser.startTransaction();
    await disarm(superuser);
    const begun = performance.now();
    const missed: string[] = [];
    let found = 0;
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const how = TAMPERINGS[trial % TAMPERINGS.length] as (typeof TAMPERINGS)[number];
      await superuser.query('SAVEPOINT whole');
      expect([how.name, await tamper(superuser, how, chain, random)]).not.toEqual([how.name, 0]);
      const { findings } = await verifyAudit(superuser, head);
      if (findings.length > 0) found += 1;
      else missed.push(`${trial} ${how.name}`);
      await superuser.query('ROLLBACK TO whole');
    }
    expect((await verifyAudit(superuser, head)).findings).toEqual([]);
    await superuser.rollbackTransaction();
    await superuser.release();
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(
      `audit tampering: ${TRIALS} trials of ${TAMPERINGS.length} kinds, ${found} found, seed ${seed}, ${seconds} s`,
    );
    expect(missed).toEqual([]);
  }, 600_000);

  it('says where', async () => {
    await w.change(randomUUID(), 'Bodil');
    await w.change(randomUUID(), 'Bent');
    await w.sealer.seal();
    await w.owner.query("UPDATE audit_event SET action = 'x' WHERE id = 2");
    expect((await w.verify()).findings).toEqual(['event 2: was changed, or is not what batch 1 sealed']);
    await w.owner.query('DELETE FROM audit_personal WHERE event_id = 1');
    expect((await w.verify()).findings).toContain('event 1: its personal values are missing');
    expect((await w.verify('ab'.repeat(32))).findings.at(-1)).toMatch(/^head abab.* is not in the chain/);
  });

  it('shows what was put in later, even when a sealer took it for new', async () => {
    w.clock.advance(-3 * HOUR_MS);
    await w.insertOld(2, '3 hours');
    await w.db.query("SELECT nextval('audit_event_id_seq')");
    await w.insertOld(1, '3 hours');
    await w.sealer.seal();
    w.clock.advance(3 * HOUR_MS);
    await w.insertOld(1, '0 s');
    await w.sealer.seal();
    expect((await w.verify()).findings).toEqual([]);
    w.clock.advance(1_000);
    await w.insertOld(1, '2 hours');
    await w.owner.query(`INSERT INTO audit_event (id, kind, action, subject_type) OVERRIDING SYSTEM VALUE
      VALUES (3, 'change', 'x', 'Settings')`);
    expect((await w.verify()).findings).toEqual([
      'event 3: was put in among sealed ones', 'event 6: has not been sealed for more than an hour',
    ]);
    expect(await w.sealer.seal()).toBe(2);
    expect((await w.verify()).findings).toEqual([
      'event 3: was put in among sealed ones before batch 3',
      'event 6: says a time long before batch 3, which first saw it',
    ]);
  });

  it('does not fork under sixteen writers and two sealers, and seals every event once', async () => {
    let committed = 0;
    let rolledBack = 0;
    let writing = true;
    const write = async (writer: number) => {
      for (let n = 0; n < 60; n += 1) {
        const undo = (n + writer) % 10 === 0;
        const work = w.db.transaction(async (tx) => {
          await w.change(randomUUID(), `Navn ${n}`, tx);
          if (n % 7 === 0) await wait(writer);
          if (undo) throw new Error('undo');
        });
        await (undo ? expect(work).rejects.toThrow('undo') : work);
        if (undo) rolledBack += 1;
        else committed += 1;
      }
    };
    const seal = async () => {
      while (writing) {
        await w.sealer.seal();
        await wait(5);
      }
    };
    const sealers = [seal(), seal()];
    await Promise.all(Array.from({ length: 16 }, (_none, writer) => write(writer)));
    writing = false;
    await Promise.all(sealers);
    await w.sealer.seal('all');
    const verdict = await w.verify();
    const [sums] = await w.db.query<unknown[]>(
      `SELECT sum(event_count) AS sealed, count(DISTINCT prev_hash) AS links,
         (SELECT count(*) FROM audit_event) AS events FROM audit_batch`,
    );
    const { events, batches, unsealed } = verdict;
    console.log(`audit writers: 16, ${committed} committed, ${rolledBack} rolled back, ${batches} batches, forks 0`);
    expect(verdict.findings).toEqual([]);
    expect({ events, unsealed }).toEqual({ events: committed, unsealed: 0 });
    expect(sums).toEqual({ sealed: committed, links: batches, events: committed });
  }, 120_000);

  it('seals what commits late, near the end at once and far below it by a whole look', async () => {
    for (const between of [1, 10_050]) {
      const late = w.db.createQueryRunner();
      await late.startTransaction();
      await w.change(randomUUID(), 'Sen', late.manager);
      await w.insertOld(between, '0 s');
      expect(await w.sealer.seal()).toBe(between);
      await late.commitTransaction();
      await late.release();
      expect((await w.verify()).unsealed).toBe(1);
      expect(await w.sealer.seal()).toBe(between === 1 ? 1 : 0);
      expect(await w.sealer.seal('all')).toBe(between === 1 ? 0 : 1);
    }
    expect(await w.verify()).toMatchObject({ findings: [], unsealed: 0, events: 10_053 });
  });

  it('verifies after a dump and a restore, in another time zone', async () => {
    const { head } = await makeChain();
    const copy = await AuditWriter.open();
    const from = w.owner.createQueryRunner();
    const to = copy.owner.createQueryRunner();
    for (const [setting, value] of [['timezone', 'Asia/Tokyo'], ['datestyle', 'German, DMY'], ['extra_float_digits', '0']]) {
      await from.query(`SET ${setting} = '${value}'`);
      await to.query(`SET ${setting} = '${value}'`);
    }
    for (const table of ['audit_event', 'audit_personal', 'audit_batch']) {
      // As a dump writes it: every value as text.
      const rows = await from.manager.query<{ row: string }[]>(`SELECT t::text AS row FROM ${table} t`);
      await to.query(`INSERT INTO ${table} ${table === 'audit_event' ? 'OVERRIDING SYSTEM VALUE' : ''}
        SELECT (row::${table}).* FROM unnest($1::text[]) row`, [rows.map(({ row }) => row)]);
    }
    const verdict = await verifyAudit(to, head);
    await Promise.all([from.release(), to.release()]);
    await copy.close();
    expect(verdict).toMatchObject({ head, findings: [], unsealed: 0 });
  });

  it('digests the same in every version of PostgreSQL', async () => {
    const id = '018f0000-0000-7000-8000-000000000001';
    const [row] = await w.db.query<unknown[]>(
      `SELECT encode(${EVENT_DIGEST}, 'hex') AS event, encode(${PERSONAL_DIGEST}, 'hex') AS personal
       FROM jsonb_populate_record(NULL::audit_event, $1) a, jsonb_populate_record(NULL::audit_personal, $2) p`,
      [
        JSON.stringify({
          id: 7, at: '2026-03-29T02:30:00.000001+02:00', kind: 'read', actor_id: id, action: 'search',
          subject_type: 'Contact', purpose: 'search', contact_ids: [id, id], personal_digest: '\\x0102',
          before: null, after: { b: 1e21, aa: [1.5, null, true, 'æ"\n\u2028'], a: 0.1, c: {} },
        }),
        JSON.stringify({ event_id: 7, salt: id, content: { b: 'Bodil', a: -0.000001 } }),
      ],
    );
    expect(row).toEqual({
      event: '2d0576325dbc8a1cde1f30ad4896013f526dfdd6fd7140c226edb49f276d9af7',
      personal: '2917c43fa55add7e7c91e15037f79383c249e347c27160b2cc70fc5ff7cd94bd',
    });
  });

  it('keeps verifying when the values of a person are forgotten, and erased values may not come back', async () => {
    const [bodil, bent] = [randomUUID(), randomUUID()];
    await w.change(bodil, 'Bodil Bager');
    await w.change(bent, 'Bent, som kender Bodil Bager');
    await w.change(bent, 'Bent');
    await w.search([bodil, bent], 'bager');
    await w.sealer.seal();
    const kept = await w.owner.query<object[]>('SELECT * FROM audit_personal WHERE event_id = 1');
    const erasureId = randomUUID();
    const forget = (writings: string[]) =>
      w.db.transaction((tx) => w.erasure.forgetPerson(tx, { contactId: bodil, erasureId, writings }));
    expect(await forget([])).toBe(2);
    expect(await forget(['BODIL bager', 'Bo'])).toBe(1);
    expect(await forget(['Bodil Bager'])).toBe(0);
    await w.sealer.seal();
    const left = await w.db.query<{ id: number }[]>('SELECT event_id AS id FROM audit_personal');
    expect(left).toEqual([{ id: 3 }]);
    const [event] = await w.db.query<unknown[]>("SELECT after FROM audit_event WHERE action = 'forget' ORDER BY id");
    expect(event).toEqual({ after: { erasureId, eventIds: [1, 4] } });
    expect((await w.verify()).findings).toEqual([]);
    await w.owner.query('INSERT INTO audit_personal SELECT * FROM jsonb_populate_recordset(NULL::audit_personal, $1)', [
      JSON.stringify(kept),
    ]);
    expect((await w.verify()).findings).toEqual(['event 1: its erased personal values are back']);
  });

  it('loses its oldest batches by the setting alone, and still verifies', async () => {
    await w.insertOld(3, '30 months');
    await w.sealer.seal();
    await w.insertOld(2, '25 months');
    await w.sealer.seal();
    await w.insertOld(2, '23 months');
    await w.sealer.seal();
    await w.insertOld(1, '40 months');
    await w.sealer.seal();
    const expire = async () => (await w.db.query<{ n: number }[]>('SELECT audit_expire() AS n'))[0]?.n;
    await w.db.query('UPDATE settings SET audit_keep_months = 26');
    expect(await expire()).toBe(1);
    await w.db.query('UPDATE settings SET audit_keep_months = 24');
    expect(await expire()).toBe(1);
    expect(await expire()).toBe(0);
    await expect(w.db.query('UPDATE settings SET audit_keep_months = 1')).rejects.toThrow('settings_audit_keep');
    await w.sealer.seal();
    const [rest] = await w.db.query<unknown[]>(
      "SELECT array_agg(id::integer ORDER BY id) AS ids FROM audit_event WHERE action <> 'expire'",
    );
    expect(rest).toEqual({ ids: [6, 7, 8] });
    const verdict = await w.verify();
    expect(verdict).toMatchObject({ findings: [], batches: 5, unsealed: 0 });
  });

  it('lets the program delete only through its two functions, which nobody else may call', async () => {
    await w.change(randomUUID(), 'Bodil');
    await w.sealer.seal();
    for (const table of ['audit_event', 'audit_personal', 'audit_batch']) {
      for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table}`, `DROP TABLE ${table}`]) {
        await expect(w.db.query(sql)).rejects.toThrow(/permission denied|must be owner/);
      }
    }
    await expect(w.db.query('UPDATE audit_event SET at = now()')).rejects.toThrow('permission denied');
    const rights = await w.owner.query<unknown[]>(
      `SELECT proname AS name, prosecdef AS definer, proconfig AS config, proacl::text LIKE '%{=X%' OR proacl IS NULL
         AS public FROM pg_proc WHERE proname IN ('audit_expire', 'audit_forget') ORDER BY 1`,
    );
    const safe = { definer: true, config: ['search_path=pg_catalog, pg_temp'], public: false };
    expect(rights).toEqual([{ name: 'audit_expire', ...safe }, { name: 'audit_forget', ...safe }]);
    await expect(w.db.query('SELECT audit_forget(NULL, gen_random_uuid(), $1, NULL)', [[]])).rejects.toThrow();
  });

  /** 300 events of both kinds in about 20 batches, sealed three hours ago, with rollbacks and an erasure among them. */
  async function makeChain(): Promise<{ chain: Chain; head: string }> {
    w.clock.advance(-3 * HOUR_MS);
    const contacts = Array.from({ length: 20 }, () => randomUUID());
    for (let n = 0; n < 300; n += 1) {
      const contactId = contacts[n % 20] as string;
      if (n % 3 === 0) await w.search([contactId, randomUUID()], `søg ${n}`);
      else if (n % 7 === 0) await w.insertOld(1, '0 s');
      else await w.change(contactId, `Navn ${n}`);
      if (n % 50 === 25) {
        const undone = w.db.createQueryRunner();
        await undone.startTransaction();
        await w.change(contactId, 'Fortrudt', undone.manager);
        await undone.rollbackTransaction();
        await undone.release();
      }
      if (n === 200) {
        const person = { contactId: contacts[3] as string, erasureId: randomUUID() };
        await w.db.transaction((tx) => w.erasure.forgetPerson(tx, person));
      }
      if (n % 15 === 14) await w.sealer.seal();
    }
    const [chain] = await w.db.query<Chain[]>(
      `SELECT (SELECT jsonb_agg(id) FROM audit_event) AS events,
         (SELECT jsonb_agg(event_id) FROM audit_personal) AS personal, (SELECT jsonb_agg(seq) FROM audit_batch) AS batches,
         (SELECT min(n) FROM generate_series(1, 300) n WHERE n NOT IN (SELECT id FROM audit_event)) AS gap`,
    );
    const { head, batches } = await w.verify();
    expect(batches).toBe(20);
    return { chain: chain as Chain, head };
  }
});
