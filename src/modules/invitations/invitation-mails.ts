import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { dateInWords } from '../../kernel/date-in-words.js';
import { localDateOf } from '../../kernel/local-date.js';
import { localTimeOf } from '../../kernel/local-time.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { ContactGate } from '../contact-gate/contact-gate.js';
import {
  type DueReminder, type Message, type ReminderKind, ReminderKinds, type Verdict,
} from '../reminders/reminder-kinds.js';
import { UnsubscribesService } from '../unsubscribes/unsubscribes.service.js';

/** Reminders of this kind have a participation as their subject. */
export const INVITATION = 'activity-invitation';
const PURPOSE = 'event_invitation';
export const BY_INVITATION_MAIL = { channel: 'email', purpose: PURPOSE } as const;

interface Row {
  id: string;
  activityId: string;
  title: string;
  startsAt: string;
  place: string | null;
  owner: string;
  companyId: string;
  company: string;
  contactId: string;
  to: string;
  sender: string;
}

/** Invites a company's contact by mail; asks the contact gate when the mail is queued and again when it is sent. */
@Injectable()
export class InvitationMails implements ReminderKind, OnModuleInit {
  readonly name = INVITATION;
  readonly label = { da: 'Invitation til en aktivitet', en: 'Invitation to an activity' };
  readonly email = 'single';
  readonly outward = true;

  constructor(
    private readonly kinds: ReminderKinds,
    private readonly clock: Clock,
    private readonly gate: ContactGate,
    private readonly unsubscribes: UnsubscribesService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async judge(db: Queryable, due: readonly DueReminder[]): Promise<ReadonlyMap<string, Verdict>> {
    const { hindrance } = this.unsubscribes;
    if (hindrance) return new Map(due.map(({ id }) => [id, { block: hindrance }]));
    const rows = await db.query<Row[]>(
      `SELECT d.id, a.id AS "activityId", a.title, a.starts_at AS "startsAt", a.place,
         o.name || ', ' || o.email AS owner, c.id AS "companyId", c.name AS company, k.id AS "contactId", k.email AS "to",
         concat_ws(', ', s.desk_name, nullif(s.municipality_name, '')) AS sender
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS d (id, participation_id, contact_id)
         JOIN activity_participation p ON p.id = d.participation_id AND p.answer <> 'declined'
         JOIN activity a ON a.id = p.activity_id AND a.state = 'planned' AND a.ends_at > $4
         JOIN app_user o ON o.id = a.owner_id
         JOIN company c ON c.id = p.company_id
         JOIN contact k ON k.id = d.contact_id AND k.erased_at IS NULL AND k.email IS NOT NULL
         CROSS JOIN settings s`,
      [due.map(({ id }) => id), due.map(({ subjectId }) => subjectId), due.map((one) => one.recipientId), this.clock.now()],
    );
    const checks = await this.gate.checkEach(db, { onlyCompanyId: null }, rows, BY_INVITATION_MAIL);
    return new Map(
      rows.map((row, index): [string, Verdict] => {
        const check = checks[index];
        if (!check) return [row.id, { drop: 'gone' }];
        if (!check.allowed) return [row.id, { block: check.reasons[0]?.code ?? 'blocked' }];
        return [row.id, { send: this.message(row) }];
      }),
    );
  }

  private message({ activityId, title, startsAt, place, owner, company, contactId, to, sender }: Row): Message {
    const start = new Date(startsAt);
    const [day, time] = [localDateOf(start), localTimeOf(start)];
    const where = place ? `, ${place}` : '';
    return {
      title: { da: `Invitation: ${title}`, en: `Invitation: ${title}` },
      body: {
        da: `${company} er inviteret til ${title} ${dateInWords(day, 'da')} kl. ${time}${where}.\nVil I med? Skriv til ${owner}.`,
        en: `${company} is invited to ${title} on ${dateInWords(day, 'en')} at ${time}${where}.\nWrite to ${owner} to come.`,
      },
      link: `/aktiviteter/${activityId}`,
      to,
      outward: {
        why: {
          da: `Du får mailen fra ${sender}, fordi du er kontaktperson for ${company}.`,
          en: `You get this mail from ${sender} as a contact of ${company}.`,
        },
        unsubscribe: this.unsubscribes.pathFor({ contactId, purpose: PURPOSE }),
      },
    };
  }
}
