import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { daysBetween, localDateOf } from '../../kernel/local-date.js';
import { conflict, field, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { SettingsService } from '../settings/settings.service.js';
import { VisitParts } from './visit-parts.js';
import type { AmendVisitDto, CreateVisitDto, UpdateVisitDto, VisitDto } from './visit.dto.js';
import { Visit, VisitAmendment } from './visit.entity.js';
import { countsAsContact } from './visit.rules.js';
import { VisitsReader } from './visits.reader.js';

/** A phone's clock may run ahead by this much. */
const CLOCK_DRIFT_MS = 15 * 60_000;

@Injectable()
export class VisitsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly parts: VisitParts,
    private readonly reader: VisitsReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** Everything in the body lands in one transaction, or nothing does. */
  async create(actor: Actor, body: CreateVisitDto): Promise<Once<VisitDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'visit', userId: actor.userId, body },
        async (id) => {
          const { companyId, kind, summary, offers = null, asks = null, workplaceId = null, outcome = null } = body;
          await this.parts.check(tx, actor, body);
          const after = {
            id, companyId, workplaceId, kind, summary, outcome, offers, asks, ...this.moment(body.occurredAt),
            restricted: body.restricted ?? false,
            countsAsContact: countsAsContact(kind, outcome),
            authorId: actor.userId,
          };
          await tx.getRepository(Visit).insert(after);
          await this.parts.write(tx, actor, id, body);
          await refreshContactFacts(tx, companyId);
          const { contactIds = [] } = body;
          await this.changes.record(tx, actor, { action: 'create', entity: Visit, id, companyId, after, contactIds });
          return await this.reader.one(actor, id, tx);
        },
        async (id) => await this.reader.one(actor, id, tx),
      ),
    );
  }

  /** Only the author, and only until the note is locked; later it is amended. */
  async update(actor: Actor, id: string, version: number, body: UpdateVisitDto): Promise<VisitDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.find(tx, actor, id);
      const { noteLockDays } = await this.settings.current(tx);
      if (daysBetween(localDateOf(before.createdAt), this.clock.today()) > noteLockDays) {
        throw conflict(
          'note-locked',
          `Noten er mere end ${noteLockDays} dage gammel. Skriv en tilføjelse i stedet.`,
          `The note is more than ${noteLockDays} days old. Add an amendment instead.`,
        );
      }
      const { occurredAt, ...rest } = body;
      const moment = occurredAt ? this.moment(occurredAt) : {};
      const after = changedOnly<Visit>(before, { ...rest, ...moment });
      const { kind, outcome } = { ...before, ...after };
      await updateVersioned(tx, Visit, id, version, { ...after, countsAsContact: countsAsContact(kind, outcome) });
      await refreshContactFacts(tx, before.companyId);
      const visit = await this.reader.one(actor, id, tx);
      const { companyId, contactIds } = visit;
      const entry = { action: 'update', entity: Visit, id, companyId, before, after, contactIds };
      await this.changes.record(tx, actor, entry);
      return visit;
    });
  }

  async amend(actor: Actor, visitId: string, body: AmendVisitDto): Promise<Once<VisitDto>> {
    return await this.db.transaction(async (tx) => {
      const visit = await this.reader.one(actor, visitId, tx);
      if (visit.summary === null) throw notFound();
      return await createOnce(
        tx,
        { kind: `amendment of ${visitId}`, userId: actor.userId, body },
        async (id) => {
          const after = { id, visitId, text: body.text, authorId: actor.userId };
          const { companyId, contactIds } = visit;
          await tx.getRepository(VisitAmendment).insert(after);
          await tx.query('UPDATE visit SET version = version + 1 WHERE id = $1', [visitId]);
          const entry = { action: 'create', entity: VisitAmendment, id, companyId, after, contactIds };
          await this.changes.record(tx, actor, entry);
          return await this.reader.one(actor, visitId, tx);
        },
        async () => await this.reader.one(actor, visitId, tx),
      );
    });
  }

  private moment(occurredAt: string): Pick<Visit, 'occurredAt' | 'occurredOn'> {
    const instant = new Date(occurredAt);
    if (instant.getTime() > this.clock.now().getTime() + CLOCK_DRIFT_MS) {
      throw invalid(
        field(
          '/occurredAt',
          'future',
          'Ligger i fremtiden. Log besøget, når det er holdt; opret en opgave til det, der kommer.',
          'Lies in the future. Log the visit once it has taken place; make a task for what is to come.',
        ),
      );
    }
    return { occurredAt: instant, occurredOn: localDateOf(instant) };
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<Visit> {
    const visit = await tx.getRepository(Visit).findOneBy({ id });
    if (!visit) throw notFound();
    if (visit.authorId !== actor.userId) {
      throw conflict(
        'not-author',
        'Kun den, der skrev noten, kan rette den. Skriv en tilføjelse i stedet.',
        'Only who wrote the note can change it. Add an amendment instead.',
      );
    }
    return visit;
  }
}

/** Last contact and last outcome of the company, written with the visit that changes them. */
async function refreshContactFacts(tx: EntityManager, companyId: string): Promise<void> {
  await tx.query('SELECT 1 FROM company WHERE id = $1 FOR NO KEY UPDATE', [companyId]);
  await tx.query(
    `UPDATE company SET
       last_contact_on = (SELECT max(v.occurred_on) FROM visit v WHERE v.company_id = $1 AND v.counts_as_contact),
       last_outcome = (SELECT v.outcome FROM visit v WHERE v.company_id = $1 AND v.outcome IS NOT NULL
                       ORDER BY v.occurred_at DESC, v.id DESC LIMIT 1)
     WHERE id = $1`,
    [companyId],
  );
}
