import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutboxEvent } from './outbox-event.entity.js';

@Injectable()
export class OutboxService {
  /** Notes a change in the writer's transaction; `type` reads `visit.created`, `data` holds ids and codes only. */
  async add(
    tx: EntityManager,
    event: { type: string; subjectId: string; companyId: string | null; data?: Record<string, string> },
  ): Promise<void> {
    await tx.getRepository(OutboxEvent).insert({ data: {}, ...event });
  }
}
