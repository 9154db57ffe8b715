import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import { COMPANY_FROM, companyConditions, DIMENSIONS } from '../directory/company-filter.js';
import { NONE } from '../directory/company-filter.dto.js';
import type {
  ActivitiesInsight, ActivitiesInsightQuery, ActivityInsight, NeedsInsight, NeedsInsightQuery, NeedsInsightRow,
} from './insight.dto.js';

/** What a company does within half a year of an activity is counted as having followed it. */
export const FOLLOWED_WITHIN_DAYS = 180;

const dayOf = (instant: string) => `(${instant} AT TIME ZONE 'Europe/Copenhagen')::date`;

@Injectable()
export class InsightsReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What companies need, by industry, direction and horizon; the filters of the company list narrow it. */
  async needs(actor: Actor, query: NeedsInsightQuery): Promise<NeedsInsight> {
    const parameters = new Parameters();
    const context = { today: this.clock.today(), municipalityCodes: [], onlyCompanyId: actor.onlyCompanyId };
    const where = companyConditions(query, context, parameters);
    if (query.state) where.push(`n.state = ${parameters.add(query.state)}`);
    if (query.from) where.push(`${dayOf('n.created_at')} >= ${parameters.add(query.from)}::date`);
    if (query.to) where.push(`${dayOf('n.created_at')} < ${parameters.add(query.to)}::date`);
    const items = await this.db.query<NeedsInsightRow[]>(
      `SELECT coalesce(${DIMENSIONS.industry}, '${NONE}') AS industry, n.direction, n.horizon, count(*) AS needs,
         count(*) FILTER (WHERE n.state = 'open') AS open, count(*) FILTER (WHERE n.state = 'answered') AS answered,
         count(*) FILTER (WHERE n.state = 'dropped') AS dropped, count(DISTINCT n.company_id) AS companies
       FROM need n JOIN (${COMPANY_FROM}) ON c.id = n.company_id
       ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
       GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      parameters.values,
    );
    return { items };
  }

  /**
   * Each held activity with the pledges and agreements that companies which were there made within 180 days from it.
   * One that followed two activities stands at both: the figure says what came after, not what it came from.
   */
  async activities(query: ActivitiesInsightQuery): Promise<ActivitiesInsight> {
    const parameters = new Parameters();
    const where = ["a.state = 'held'"];
    if (query.companyId) {
      const company = parameters.add(query.companyId);
      where.push(`EXISTS (SELECT 1 FROM activity_participation x
        WHERE x.activity_id = a.id AND x.company_id = ${company} AND x.attended)`);
    }
    const last = `a.starts_on + ${FOLLOWED_WITHIN_DAYS}`;
    const page = await keysetPage<ActivityInsight>(this.db, {
      columns: `a.id AS "activityId", a.title, a.kind, a.starts_on AS "heldOn", f.attended AS "companiesAttended",
        f.pledges AS "pledgesFollowed", f.agreements AS "agreementsFollowed", f.companies AS "companiesFollowed"`,
      from: `activity a CROSS JOIN LATERAL (
        SELECT count(*) AS attended, coalesce(sum(p.n), 0) AS pledges, coalesce(sum(g.n), 0) AS agreements,
          count(*) FILTER (WHERE p.n + g.n > 0) AS companies
        FROM activity_participation x
        CROSS JOIN LATERAL (SELECT count(*) AS n FROM pledge p WHERE p.company_id = x.company_id
          AND ${dayOf('p.created_at')} >= a.starts_on AND ${dayOf('p.created_at')} < ${last}) p
        CROSS JOIN LATERAL (SELECT count(*) AS n FROM agreement g
          JOIN agreement_party y ON y.agreement_id = g.id AND y.company_id = x.company_id
          WHERE g.status <> 'draft' AND g.signed_on >= a.starts_on AND g.signed_on < ${last}) g
        WHERE x.activity_id = a.id AND x.attended) f`,
      where,
      parameters,
      id: 'a.id',
      sort: { expression: 'a.starts_on', type: 'date', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, withinDays: FOLLOWED_WITHIN_DAYS };
  }
}
