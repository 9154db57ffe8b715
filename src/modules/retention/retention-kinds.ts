import type { RetentionKind } from './retention.dto.js';

/** What a rule takes. */
interface KindOfRecord {
  /** SELECT of `id` (text) and `name` by the first day that is kept, `$1`, and today, `$2`. */
  found: string;
  /** Contacts go the way of an erasure; the rest by this statement on the ids `$1`, null for contacts. */
  take: string | null;
}

/** What stands where the text of an old visit stood. */
const REMOVED_NOTE = '[slettet efter opbevaringsreglen]';

/**
 * A contact is kept while something is under way: an agreement in force, a pledge that runs, an open task, a request
 * that waits for an answer or was refused because a law demands the data.
 */
const UNPROTECTED = `
  NOT EXISTS (SELECT 1 FROM agreement_contact k JOIN agreement g ON g.id = k.agreement_id
              WHERE k.contact_id = p.id AND g.status = 'active' AND coalesce(g.to_on, 'infinity') > $2::date)
  AND NOT EXISTS (SELECT 1 FROM pledge l WHERE l.contact_id = p.id AND l.withdrawn_on IS NULL AND l.to_on > $2::date)
  AND NOT EXISTS (SELECT 1 FROM task t
                  WHERE t.subject_type = 'contact' AND t.subject_id = p.id AND t.state = 'open')
  AND NOT EXISTS (SELECT 1 FROM privacy_request q
                  WHERE q.contact_id = p.id AND (q.decision IS NULL OR q.hold_review_on >= $2::date))`;

const LAST_ACTIVITY = `greatest(
    (p.created_at AT TIME ZONE 'Europe/Copenhagen')::date,
    (SELECT max(v.occurred_on) FROM visit_contact k JOIN visit v ON v.id = k.visit_id WHERE k.contact_id = p.id),
    (SELECT max(a.starts_on) FROM activity_participation k JOIN activity a ON a.id = k.activity_id
     WHERE k.contact_id = p.id),
    (SELECT max(d.on_date) FROM material_delivery d WHERE d.contact_id = p.id),
    (SELECT max(l.to_on) FROM pledge l WHERE l.contact_id = p.id),
    (SELECT max(coalesce(g.terminated_on, g.to_on, g.from_on)) FROM agreement_contact k
     JOIN agreement g ON g.id = k.agreement_id WHERE k.contact_id = p.id),
    (SELECT max(a.at AT TIME ZONE 'Europe/Copenhagen')::date FROM audit_event a
     WHERE a.subject_type = 'Contact' AND a.subject_id = p.id AND a.action IN ('create', 'update')))`;

const contacts = (condition: string): KindOfRecord => ({
  found: `SELECT p.id::text, p.name FROM contact p WHERE p.erased_at IS NULL AND ${condition} AND ${UNPROTECTED}`,
  take: null,
});

export const KINDS: Readonly<Record<RetentionKind, KindOfRecord>> = {
  contact_left: contacts(
    `(SELECT bool_and(coalesce(r.left_on, 'infinity') < $1::date) FROM contact_role r WHERE r.contact_id = p.id)`,
  ),
  contact_inactive: contacts(`${LAST_ACTIVITY} < $1::date`),
  visit_note: {
    found: `SELECT v.id::text, c.name FROM visit v JOIN company c ON c.id = v.company_id
      WHERE v.occurred_on < $1::date
        AND (v.summary <> '${REMOVED_NOTE}' OR num_nonnulls(v.offers, v.asks) > 0
          OR EXISTS (SELECT 1 FROM visit_amendment a WHERE a.visit_id = v.id AND a.text <> '${REMOVED_NOTE}'))
        AND NOT EXISTS (SELECT 1 FROM visit_contact k JOIN erasure e ON e.contact_id = k.contact_id
          JOIN erasure_hold h ON h.erasure_id = e.id AND h.record LIKE 'visit%' AND h.lifted_at IS NULL
          WHERE k.visit_id = v.id)`,
    take: `WITH amended AS (UPDATE visit_amendment SET text = '${REMOVED_NOTE}' WHERE visit_id = ANY($1::uuid[]))
      UPDATE visit SET summary = '${REMOVED_NOTE}', offers = NULL, asks = NULL, version = version + 1
      WHERE id = ANY($1::uuid[])`,
  },
  import_failure: {
    found: `SELECT i.id::text, i.file_name AS name FROM import_run i
      WHERE i.created_at < $1::date
        AND EXISTS (SELECT 1 FROM import_failure f WHERE f.import_id = i.id)`,
    take: 'DELETE FROM import_failure WHERE import_id = ANY($1::uuid[])',
  },
  created_once: {
    found: `SELECT o.id::text, NULL AS name FROM created_once o WHERE o.created_at < $1::date`,
    take: 'DELETE FROM created_once WHERE id = ANY($1::uuid[])',
  },
  session: {
    found: `SELECT encode(s.token_hash, 'hex') AS id, NULL AS name FROM session s
      WHERE s.expires_at < $1::date`,
    take: `DELETE FROM session WHERE encode(token_hash, 'hex') = ANY($1::text[])`,
  },
};
