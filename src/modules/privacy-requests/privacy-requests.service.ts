import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, stale } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type {
  CreatePrivacyRequestDto, DecidePrivacyRequestDto, ExtendPrivacyRequestDto, PrivacyRequestDto, UpdatePrivacyRequestDto,
} from './privacy-request.dto.js';
import { PrivacyRequest } from './privacy-request.entity.js';
import { dueOnOf, extensionRefused, latestExtension } from './privacy-request.rules.js';
import { PrivacyRequestsReader } from './privacy-requests.reader.js';

@Injectable()
export class PrivacyRequestsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reader: PrivacyRequestsReader,
    private readonly audit: AuditService,
  ) {}

  async create(actor: Actor, body: CreatePrivacyRequestDto): Promise<Once<PrivacyRequestDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'privacy-request', userId: actor.userId, body },
        async (id) => {
          const { kind, contactId = null, note = null, receivedOn = this.clock.today() } = body;
          if (receivedOn > this.clock.today()) {
            throw invalid(field('/receivedOn', 'future', 'Ligger i fremtiden.', 'Lies in the future.'));
          }
          if (contactId) await requireContact(tx, contactId);
          const after = { id, kind, contactId, note, receivedOn, dueOn: dueOnOf(receivedOn), createdBy: actor.userId };
          await tx.getRepository(PrivacyRequest).insert(after);
          await this.record(tx, actor, 'create', id, { kind, contactId, receivedOn });
          return await this.reader.one(id, tx);
        },
        async (id) => await this.reader.one(id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdatePrivacyRequestDto): Promise<PrivacyRequestDto> {
    return await this.change(actor, id, version, 'update', async (tx, before) => {
      if (body.contactId) await requireContact(tx, body.contactId);
      return changedOnly<Partial<PrivacyRequest>>(before, body);
    });
  }

  /** Puts the answer off; the person must have been told why before the first month has passed. */
  async extend(
    actor: Actor,
    id: string,
    version: number | null,
    { until, reason }: ExtendPrivacyRequestDto,
  ): Promise<PrivacyRequestDto> {
    return await this.change(actor, id, version, 'extend', (_tx, before) => {
      const today = this.clock.today();
      refuseExtension(extensionRefused(before, today, until), before);
      return { extendedTo: until, extendedOn: today, extensionReason: reason };
    });
  }

  async decide(
    actor: Actor,
    id: string,
    version: number | null,
    body: DecidePrivacyRequestDto,
  ): Promise<PrivacyRequestDto> {
    return await this.change(actor, id, version, 'decide', (_tx, before) => this.decisionOf(actor, before, body));
  }

  /** In the transaction of what carries the decision out, such as an erasure. */
  async decideWithin(tx: EntityManager, actor: Actor, id: string, body: DecidePrivacyRequestDto): Promise<void> {
    await this.changeWithin(tx, actor, id, null, 'decide', (_tx, before) => this.decisionOf(actor, before, body));
  }

  private decisionOf(
    actor: Actor,
    before: PrivacyRequestDto,
    { decision, reason = null, holdBasis = null, holdReviewOn = null }: DecidePrivacyRequestDto,
  ): Partial<PrivacyRequest> {
    if (before.decision) throw decided();
    if (decision !== 'granted' && !reason) {
      throw invalid(field('/reason', 'required', 'Skriv begrundelsen.', 'Give the reason.'));
    }
    if (holdBasis && !holdReviewOn) {
      const text = ['Skriv, hvornår det skal vurderes igen.', 'Say when to ask again.'] as const;
      throw invalid(field('/holdReviewOn', 'pair', ...text));
    }
    if (holdReviewOn && !holdBasis) {
      throw invalid(field('/holdBasis', 'pair', 'Skriv, hvilken lov der kræver det.', 'Say which law demands it.'));
    }
    const decidedOn = this.clock.today();
    return { decision, decidedOn, decidedBy: actor.userId, decisionReason: reason, holdBasis, holdReviewOn };
  }

  private async change(
    actor: Actor,
    id: string,
    version: number | null,
    action: string,
    changesOf: Changes,
  ): Promise<PrivacyRequestDto> {
    return await this.db.transaction(async (tx) => {
      await this.changeWithin(tx, actor, id, version, action, changesOf);
      return await this.reader.one(id, tx);
    });
  }

  private async changeWithin(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number | null,
    action: string,
    changesOf: Changes,
  ): Promise<void> {
    await tx.query('SELECT 1 FROM privacy_request WHERE id = $1 FOR UPDATE', [id]);
    const before = await this.reader.one(id, tx);
    if (version !== null && version !== before.version) throw stale(before.version);
    const changes = await changesOf(tx, before);
    await updateVersioned(tx, PrivacyRequest, id, before.version, changes);
    await this.record(tx, actor, action, id, changes);
  }

  /** Days and decisions only: what is written about the person stands in the request alone, where erasure finds it. */
  private async record(tx: EntityManager, actor: Actor, action: string, id: string, after: Partial<PrivacyRequest>) {
    const { kind, contactId, receivedOn, extendedTo, decision, decidedOn, holdReviewOn } = after;
    await this.audit.record(tx, actor, {
      action, entity: PrivacyRequest, id, companyId: null,
      after: { kind, contactId, receivedOn, extendedTo, decision, decidedOn, holdReviewOn },
    });
  }
}

type Changes = (
  tx: EntityManager,
  before: PrivacyRequestDto,
) => Partial<PrivacyRequest> | Promise<Partial<PrivacyRequest>>;

async function requireContact(tx: EntityManager, id: string): Promise<void> {
  const known = await tx.query<unknown[]>('SELECT 1 FROM contact WHERE id = $1 AND erased_at IS NULL', [id]);
  if (known.length > 0) return;
  throw invalid(field('/contactId', 'contact-unknown', 'Kontaktpersonen findes ikke.', 'The contact does not exist.'));
}

function decided() {
  return conflict('decided', 'Anmodningen er afgjort.', 'The request has been decided.');
}

function refuseExtension(refused: ReturnType<typeof extensionRefused>, { dueOn, receivedOn }: PrivacyRequestDto): void {
  const latest = latestExtension(receivedOn);
  switch (refused) {
    case null:
      return;
    case 'decided':
      throw decided();
    case 'extended':
      throw conflict('extended', 'Fristen er forlænget én gang.', 'The time has been extended once.');
    case 'too-late':
      throw conflict('too-late', 'Den første måned er gået.', 'The first month has passed.');
    case 'too-short':
      throw invalid(field('/until', 'too-short', `Vælg en dag efter ${dueOn}.`, `Choose a day after ${dueOn}.`));
    case 'too-long':
      throw invalid(field('/until', 'too-long', `Senest ${latest}.`, `At the latest ${latest}.`));
  }
}
