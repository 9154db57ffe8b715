import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, invalid } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { ReminderKinds } from '../reminders/reminder-kinds.js';
import type { KindChoiceDto, PreferencesDto, UpdatePreferencesDto } from './preference.dto.js';
import { type Language, type MailChoice, Preference, PreferenceKind } from './preference.entity.js';

/** How a colleague can be reached about one kind of reminder. */
export interface Reach {
  /** False: the account is disabled, nothing is sent. */
  active: boolean;
  email: string;
  language: Language;
  digestHour: number;
  quiet: { from: number; to: number; weekends: boolean };
  /** What the user chose for the kind; null: nothing yet, the kind's own default holds. */
  inApp: boolean | null;
  mail: MailChoice | null;
}

@Injectable()
export class PreferencesService {
  constructor(
    private readonly db: DataSource,
    private readonly kinds: ReminderKinds,
  ) {}

  async read(actor: Actor, db: Queryable = this.db): Promise<PreferencesDto> {
    const [row] = await db.query<Omit<PreferencesDto, 'kinds'>[]>(
      `SELECT coalesce(p.version, 1) AS version, coalesce(p.language, 'da') AS language,
         coalesce(p.digest_hour, 7) AS "digestHour", coalesce(p.quiet_from, 18) AS "quietFrom",
         coalesce(p.quiet_to, 7) AS "quietTo", coalesce(p.quiet_weekends, true) AS "quietWeekends"
       FROM app_user u LEFT JOIN preference p ON p.id = u.id WHERE u.id = $1`,
      [actor.userId],
    );
    if (!row) throw new Error('The signed-in user is gone');
    const chosen = await db.query<KindChoiceDto[]>(
      'SELECT kind, in_app AS "inApp", email FROM preference_kind WHERE user_id = $1',
      [actor.userId],
    );
    const inside = this.kinds.all().filter(({ outward }) => !outward);
    const kinds = inside.map(({ name, label, email }) => {
      const choice = chosen.find(({ kind }) => kind === name) ?? { kind: name, inApp: true, email };
      return { ...choice, nameDa: label.da, nameEn: label.en };
    });
    return { ...row, kinds };
  }

  /** A user's own choice, so it is not in the audit. */
  async update(actor: Actor, version: number, body: UpdatePreferencesDto): Promise<PreferencesDto> {
    return await this.db.transaction(async (tx) => {
      await tx.query('INSERT INTO preference (id) VALUES ($1) ON CONFLICT DO NOTHING', [actor.userId]);
      const before = await tx.getRepository(Preference).findOneByOrFail({ id: actor.userId });
      const { kinds = [], ...fields } = body;
      await updateVersioned(tx, Preference, actor.userId, version, changedOnly<Preference>(before, fields));
      for (const [index, { kind, inApp, email }] of kinds.entries()) {
        if (!this.kinds.all().some((one) => one.name === kind && !one.outward)) {
          throw invalid(field(`/kinds/${index}/kind`, 'unknown', 'Kendes ikke.', 'Is not known.'));
        }
        await tx.getRepository(PreferenceKind).upsert({ userId: actor.userId, kind, inApp, email }, ['userId', 'kind']);
      }
      return await this.read(actor, tx);
    });
  }

  /** How each user is reached about the kind, by user id; one query. Unknown users are missing. */
  async reach(db: Queryable, kind: string, userIds: readonly string[]): Promise<ReadonlyMap<string, Reach>> {
    type Row = Omit<Reach, 'quiet'> & { id: string; quietFrom: number; quietTo: number; quietWeekends: boolean };
    const rows = await db.query<Row[]>(
      `SELECT u.id, u.disabled_at IS NULL AS active, u.email, coalesce(p.language, 'da') AS language,
         coalesce(p.digest_hour, 7) AS "digestHour", coalesce(p.quiet_from, 18) AS "quietFrom",
         coalesce(p.quiet_to, 7) AS "quietTo", coalesce(p.quiet_weekends, true) AS "quietWeekends",
         k.in_app AS "inApp", k.email AS mail
       FROM app_user u
         LEFT JOIN preference p ON p.id = u.id
         LEFT JOIN preference_kind k ON k.user_id = u.id AND k.kind = $1
       WHERE u.id = ANY($2::uuid[])`,
      [kind, userIds],
    );
    return new Map(
      rows.map(({ id, quietFrom, quietTo, quietWeekends, ...rest }) => [
        id,
        { ...rest, quiet: { from: quietFrom, to: quietTo, weekends: quietWeekends } },
      ]),
    );
  }
}
