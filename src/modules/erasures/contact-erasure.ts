import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { field, invalid, notFound } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { Log } from '../../platform/logging/log.js';
import { PrivacyRequestsService } from '../privacy-requests/privacy-requests.service.js';
import type { EraseContactDto, ErasureDto } from './erasure.dto.js';
import { type ErasureOrder, ErasuresService } from './erasures.service.js';

/** One line of the list of erasures that is kept outside the database. */
export type ListedErasure = Pick<ErasureDto, 'contactId' | 'erasedAt' | 'held'>;

/** Erases contacts, each in a transaction of its own, and says so in the log that is kept elsewhere. */
@Injectable()
export class ContactErasure {
  constructor(
    private readonly db: DataSource,
    private readonly erasures: ErasuresService,
    private readonly requests: PrivacyRequestsService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Decides the request too, when one is named. */
  async byRequest(actor: Actor, contactId: string, body: EraseContactDto): Promise<ErasureDto> {
    const { requestId = null, reason, legalHold = [] } = body;
    const order = { contactId, cause: 'request', reason, requestId, legalHold, erasedBy: actor.userId } as const;
    return await this.run(order, async (tx) => {
      if (!requestId || !(await isOpenRequest(tx, requestId, contactId))) return;
      const [hold] = legalHold;
      await this.requests.decideWithin(tx, actor, requestId, {
        decision: hold ? 'partly' : 'granted',
        reason: hold ? legalHold.map(({ record, basis }) => `${record}: ${basis}`).join('\n') : null,
      });
    });
  }

  /** Because a retention rule says so; `erasedBy` is who switched the rule on. */
  async byRule(contactId: string, reason: string, erasedBy: string | null): Promise<ErasureDto> {
    return await this.run({ contactId, cause: 'retention', reason, erasedBy });
  }

  /**
   * Erases again what an older backup brought back; contacts that the backup does not know are passed over. Answers
   * how many were erased and how many are not there.
   */
  async replay(list: Iterable<ListedErasure>): Promise<{ erased: number; unknown: number }> {
    let [erased, unknown] = [0, 0];
    for (const { contactId, erasedAt, held } of list) {
      const known = await this.db.query<unknown[]>('SELECT 1 FROM contact WHERE id = $1', [contactId]);
      if (known.length === 0) {
        unknown += 1;
        continue;
      }
      const reason = 'Gentaget efter gendannelse af en sikkerhedskopi.';
      const order = { contactId, cause: 'replay', reason, legalHold: held, erasedBy: null } as const;
      await this.run({ ...order, erasedAt: new Date(erasedAt) });
      erased += 1;
    }
    return { erased, unknown };
  }

  private async run(
    order: Omit<ErasureOrder, 'erasedAt'> & { erasedAt?: Date },
    before?: (tx: EntityManager) => Promise<void>,
  ): Promise<ErasureDto> {
    const done = await this.db.transaction(async (tx) => {
      await before?.(tx);
      return await this.erasures.eraseWithin(tx, { erasedAt: this.clock.now(), ...order });
    });
    const { contactId, erasedAt, held } = done;
    this.log.pino.info({ contactId, erasedAt, held }, 'erasure');
    return done;
  }
}

/**
 * Whether the request still waits for its decision; throws 422 when it is not one of this contact's to erase, 404 when
 * there is no such contact.
 */
async function isOpenRequest(tx: EntityManager, requestId: string, contactId: string): Promise<boolean> {
  const [request] = await tx.query<{ open: boolean }[]>(
    `SELECT decision IS NULL AS open FROM privacy_request
     WHERE id = $1 AND contact_id = $2 AND kind IN ('erasure', 'objection')`,
    [requestId, contactId],
  );
  if (request) return request.open;
  const contact = await tx.query<unknown[]>('SELECT 1 FROM contact WHERE id = $1', [contactId]);
  if (contact.length === 0) throw notFound();
  throw invalid(
    field(
      '/requestId',
      'request-unknown',
      'Er ikke en anmodning fra personen om at blive slettet.',
      'Is not a request of this person to be erased.',
    ),
  );
}
