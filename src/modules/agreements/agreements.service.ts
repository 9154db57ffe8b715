import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, stale } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { AgreementParts } from './agreement-parts.js';
import type {
  AgreementDto, CreateAgreementDto, RenewAgreementDto, TerminateAgreementDto, UpdateAgreementDto,
} from './agreement.dto.js';
import { Agreement } from './agreement.entity.js';
import {
  type AgreementAction, hasEnded, lockedFields, nextAgreementStatus, STANDING_TEXTS, standingOf, type StoredStatus,
} from './agreement.rules.js';
import { AgreementsReader } from './agreements.reader.js';

/** What two sides agree on, and renew. */
type Content = Omit<
  AgreementDto,
  | 'id' | 'version' | 'companyName' | 'status' | 'terminatedOn' | 'terminationReason' | 'renewedFromId' | 'renewedById'
>;

const LISTS = ['partyIds', 'workplaceIds', 'contactIds', 'colleagueIds'] as const;

type Changes = Partial<Content & { status: StoredStatus; terminatedOn: string; terminationReason: string }>;

@Injectable()
export class AgreementsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly parts: AgreementParts,
    private readonly reader: AgreementsReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** Makes a draft; nothing depends on it before it is activated. */
  async create(actor: Actor, body: CreateAgreementDto): Promise<Once<AgreementDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'agreement', userId: actor.userId, body },
        async (id) => {
          const content = contentOf(body);
          await this.parts.check(tx, actor, content, Object.keys(content));
          return await this.insert(tx, actor, id, content, null);
        },
        async (id) => await this.reader.one(actor, id, tx),
      ),
    );
  }

  /** Everything in a draft, little in force, nothing once it has ended. */
  async update(actor: Actor, id: string, version: number, body: UpdateAgreementDto): Promise<AgreementDto> {
    return await this.change(actor, id, version, 'update', async (tx, before) => {
      const after = changedOnly<Content>(before, withoutSameLists(before, body));
      refuseLocked(before, Object.keys(after));
      await this.parts.check(tx, actor, { ...before, ...after }, Object.keys(after));
      return after;
    });
  }

  async activate(actor: Actor, id: string, version: number | null): Promise<AgreementDto> {
    return await this.change(actor, id, version, 'activate', (_tx, before) => {
      const status = allowed(before, 'activate');
      if (before.from === null) {
        throw invalid(field('/from', 'from-missing', 'Sæt først en startdato.', 'Set the first day before.'));
      }
      return { status, signedOn: before.signedOn ?? this.clock.today() };
    });
  }

  async terminate(
    actor: Actor,
    id: string,
    version: number | null,
    { reason, on = this.clock.today() }: TerminateAgreementDto,
  ): Promise<AgreementDto> {
    return await this.change(actor, id, version, 'terminate', (_tx, before) => {
      const status = allowed(before, 'terminate');
      if (before.from !== null && on < before.from) {
        throw invalid(field('/on', 'before-start', 'Ligger før aftalen begynder.', 'Lies before it begins.'));
      }
      if (before.to !== null && on > before.to) {
        throw invalid(field('/on', 'after-end', 'Da er aftalen allerede udløbet.', 'It has expired by then.'));
      }
      return { status, terminatedOn: on, terminationReason: reason };
    });
  }

  /**
   * Makes a draft with the same content that follows the agreement; the old one stays as it is. Not carried over: the
   * days of signing and review.
   */
  async renew(
    actor: Actor,
    oldId: string,
    version: number | null,
    body: RenewAgreementDto,
  ): Promise<Once<AgreementDto>> {
    return await this.db.transaction(async (tx) => {
      const old = await this.reader.one(actor, oldId, tx);
      return await createOnce(
        tx,
        { kind: `renewal of ${oldId}`, userId: actor.userId, body },
        async (id) => {
          if (version !== null && version !== old.version) throw stale(old.version);
          allowed(old, 'renew');
          if (old.renewedById !== null) {
            throw conflict('agreement-renewed', 'Aftalen er allerede fornyet.', 'The agreement is renewed already.');
          }
          const period = { from: body.from ?? old.to, to: body.to ?? null };
          const content = contentOf({ ...old, ...period, signedOn: null, reviewOn: null });
          if (content.from === null) {
            throw invalid(field('/from', 'from-missing', 'Vælg en startdato.', 'Choose a first day.'));
          }
          await this.parts.check(tx, actor, content, ['kind']);
          await updateVersioned(tx, Agreement, oldId, old.version, {});
          const made = await this.insert(tx, actor, id, content, oldId);
          const { companyId } = old;
          const after = { renewedById: id };
          await this.changes.record(tx, actor, { action: 'renew', entity: Agreement, id: oldId, companyId, after });
          return made;
        },
        async (id) => await this.reader.one(actor, id, tx),
      );
    });
  }

  private async insert(tx: EntityManager, actor: Actor, id: string, content: Content, renewedFromId: string | null) {
    const { from, to, partyIds: _p, workplaceIds: _w, contactIds: _c, colleagueIds: _u, ...rest } = content;
    const own = { id, renewedFromId, createdBy: actor.userId };
    await tx.getRepository(Agreement).insert({ ...rest, ...own, fromOn: from, toOn: to });
    await this.parts.write(tx, id, content, Object.keys(content));
    const { companyId } = content;
    const after = { ...content, ...own };
    await this.changes.record(tx, actor, { action: 'create', entity: Agreement, id, companyId, after });
    return await this.reader.one(actor, id, tx);
  }

  private async change(
    actor: Actor,
    id: string,
    version: number | null,
    action: string,
    work: (tx: EntityManager, before: AgreementDto) => Changes | Promise<Changes>,
  ): Promise<AgreementDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(actor, id, tx);
      if (version !== null && version !== before.version) throw stale(before.version);
      const after = await work(tx, before);
      await updateVersioned<Agreement>(tx, Agreement, id, before.version, columnsOf(after));
      await this.parts.write(tx, id, { ...before, ...after }, Object.keys(after));
      await refreshPeriods(tx, id);
      const { companyId } = before;
      const companyIds = [companyId, ...before.partyIds, ...(after.partyIds ?? [])];
      const occasion = action === 'activate' ? 'agreement' : undefined;
      const entry = { action, entity: Agreement, id, companyId, companyIds, occasion, before, after } as const;
      await this.changes.record(tx, actor, entry);
      return await this.reader.one(actor, id, tx);
    });
  }
}

function columnsOf(changes: Changes): Partial<Agreement> {
  const { from, to, partyIds: _p, workplaceIds: _w, contactIds: _c, colleagueIds: _u, ...columns } = changes;
  return { ...columns, ...(from !== undefined && { fromOn: from }), ...(to !== undefined && { toOn: to }) };
}

/** Without what belongs to one agreement only. */
function contentOf(body: CreateAgreementDto): Content {
  const { kind, title, companyId, partyIds = [], workplaceIds = [], contactIds = [], colleagueIds = [] } = body;
  const { weDo = null, youDo = null, togetherDo = null, signedOn = null, from = null, to = null } = body;
  const { reviewOn = null, noticeMonths = null, documentUrl = null, caseNumber = null } = body;
  return {
    kind, title, companyId, partyIds, workplaceIds, contactIds, colleagueIds, weDo, youDo, togetherDo, signedOn, from,
    to, reviewOn, noticeMonths, documentUrl, caseNumber,
  };
}

/** The order of a list says nothing: one that holds the same ids counts as not sent. */
function withoutSameLists(before: AgreementDto, body: UpdateAgreementDto): UpdateAgreementDto {
  const same = LISTS.filter((name) => {
    const list = body[name];
    return list?.length === before[name].length && list.every((id) => before[name].includes(id));
  });
  return { ...body, ...Object.fromEntries(same.map((name) => [name, undefined])) };
}

function allowed({ status, terminatedOn }: AgreementDto, action: AgreementAction): StoredStatus {
  const standing = standingOf(status, terminatedOn);
  const next = nextAgreementStatus(standing, action);
  if (next) return next;
  const { da, en } = STANDING_TEXTS[standing];
  throw conflict('agreement-state', da, en);
}

function refuseLocked({ status, terminatedOn }: AgreementDto, fields: readonly string[]): void {
  const standing = standingOf(status, terminatedOn);
  const locked = lockedFields(standing, fields);
  if (locked.length === 0 && !hasEnded(standing)) return;
  const { da, en } = STANDING_TEXTS[standing];
  const text = ['Kan kun ændres i en kladde.', 'Can be changed in a draft only.'] as const;
  throw conflict('agreement-locked', da, en, ...locked.map((name) => field(`/${name}`, 'locked', ...text)));
}

/** The days on which a company has an agreement in force, kept on every party so that coverage need not look here. */
async function refreshPeriods(tx: EntityManager, agreementId: string): Promise<void> {
  const PARTIES = 'SELECT company_id FROM agreement_party WHERE agreement_id = $1';
  await tx.query(`SELECT 1 FROM company WHERE id IN (${PARTIES}) ORDER BY id FOR NO KEY UPDATE`, [agreementId]);
  await tx.query(
    `UPDATE company c SET agreement_periods = coalesce(
       (SELECT range_agg(daterange(a.from_on, least(a.to_on, a.terminated_on)))
        FROM agreement_party p JOIN agreement a ON a.id = p.agreement_id
        WHERE p.company_id = c.id AND a.status <> 'draft'), '{}')
     WHERE c.id IN (${PARTIES})`,
    [agreementId],
  );
}
