import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, type Text } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { ActivitiesReader } from '../activities/activities.reader.js';
import { ActivityParticipation } from '../activities/activity.entity.js';
import type { ParticipationAnswer } from '../activities/activity.rules.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { ReminderLedger } from '../reminders/reminder-ledger.js';
import type { InvitationDto, InvitationReasonDto, InvitationsDto, SendInvitationsDto } from './invitation.dto.js';
import { INVITATION } from './invitation-mails.js';
import { InvitationRecipients, type Recipients } from './invitation-recipients.js';

interface Invited {
  id: string;
  companyId: string;
  answer: ParticipationAnswer;
  attended: boolean | null;
}

@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly activities: ActivitiesReader,
    private readonly recipients: InvitationRecipients,
    private readonly ledger: ReminderLedger,
    private readonly changes: CompanyChanges,
  ) {}

  /** Sending the same list again plans nothing new. What was planned and is not allowed any more is called back. */
  async send(actor: Actor, activityId: string, { companyIds }: SendInvitationsDto): Promise<InvitationsDto> {
    return await this.db.transaction(async (tx) => {
      const activity = await this.activities.forChange(actor, activityId, tx);
      if (activity.state !== 'planned' || new Date(activity.endsAt) <= this.clock.now()) throw over();
      const invited = await chosen(tx, activityId, companyIds);
      const recipients = await this.recipients.of(tx, actor, invited.map(({ id }) => id));
      const open = invited.filter(({ answer }) => answer !== 'declined');
      const allowed = new Map(open.map(({ id }) => [id, recipients.get(id)?.allowed ?? []]));
      await this.plan(tx, invited, allowed);
      for (const { id, companyId } of open) {
        const contactIds = allowed.get(id) ?? [];
        if (contactIds.length === 0) continue;
        await this.changes.record(tx, actor, { action: 'mail', entity: ActivityParticipation, id, companyId, contactIds });
      }
      const mails = await mailsOf(tx, invited.map(({ id }) => id));
      return { items: invited.map((one) => toInvitationDto(one, mails.get(one.id), recipients.get(one.id))) };
    });
  }

  private async plan(tx: EntityManager, invited: readonly Invited[], allowed: ReadonlyMap<string, readonly string[]>) {
    const dueAt = this.clock.now();
    const wanted = invited.map(({ id, companyId }) => {
      const mails = (allowed.get(id) ?? []).map((recipientId) => ({
        occurrence: 'invitation', dueAt, recipientId, recipientType: 'contact', companyId, channels: ['email'],
      }) as const);
      return [id, mails] as const;
    });
    await this.ledger.planAll(tx, INVITATION, new Map(wanted));
  }
}

/** The invited companies named; without a list those that have neither answered nor come. By the name. */
async function chosen(tx: EntityManager, activityId: string, companyIds?: readonly string[]): Promise<Invited[]> {
  const invited = await tx.query<Invited[]>(
    `SELECT p.id, p.company_id AS "companyId", p.answer, p.attended
     FROM activity_participation p JOIN company c ON c.id = p.company_id
     WHERE p.activity_id = $1 ORDER BY c.name COLLATE "da-x-icu", p.id`,
    [activityId],
  );
  if (!companyIds) return invited.filter(({ answer, attended }) => answer === 'none' && attended === null);
  const ids = companyIds.map((id) => id.toLowerCase());
  const known = new Set(invited.map(({ companyId }) => companyId));
  const unknown = ids.flatMap((id, index) => (known.has(id) ? [] : [notInvited(`/companyIds/${index}`)]));
  if (unknown.length > 0) throw invalid(...unknown);
  return invited.filter(({ companyId }) => ids.includes(companyId));
}

type Mails = Pick<InvitationDto, 'planned' | 'sent'>;

async function mailsOf(tx: EntityManager, participationIds: readonly string[]): Promise<ReadonlyMap<string, Mails>> {
  const rows = await tx.query<(Mails & { id: string })[]>(
    `SELECT subject_id AS id,
       (count(*) FILTER (WHERE state IN ('scheduled', 'queued', 'sending')))::integer AS planned,
       (count(*) FILTER (WHERE state = 'sent'))::integer AS sent
     FROM reminder WHERE kind = $1 AND subject_id = ANY($2::uuid[]) GROUP BY subject_id`,
    [INVITATION, participationIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function toInvitationDto({ companyId, answer }: Invited, mails: Mails | undefined, recipients: Recipients | undefined) {
  const { planned = 0, sent = 0 } = mails ?? {};
  const hasAny = planned + sent > 0;
  return { companyId, planned, sent, reasons: hasAny ? [] : reasonsOf(answer, recipients) };
}

function reasonsOf(answer: ParticipationAnswer, recipients: Recipients | undefined): InvitationReasonDto[] {
  if (answer === 'declined') return [{ code: 'declined', ...DECLINED }];
  return recipients?.reasons ?? [{ code: 'no-email', ...NO_EMAIL }];
}

const DECLINED: Text = { da: 'Virksomheden har sagt nej.', en: 'The company said no.' };
const NO_EMAIL: Text = {
  da: 'Virksomheden har ingen kontaktperson med en mailadresse.',
  en: 'The company has no contact with an e-mail address.',
};

function notInvited(pointer: string) {
  return field(pointer, 'not-invited', 'Virksomheden er ikke inviteret.', 'The company is not invited.');
}

function over() {
  return conflict('activity-over', 'Aktiviteten er slut.', 'The activity is over.');
}
