/**
 * The sealed texts, as SQL over typed columns. They stand here and not in the database, so that whoever can change the
 * database cannot change what is checked. `jsonb` writes its keys in one order and numbers with every digit, epochs are
 * exact to the microsecond and know no time zone: the texts are equal in PostgreSQL 15 to 18 and after a restore.
 */

/** Of the row `a` of `audit_event`. */
export const EVENT_DIGEST = `sha256(convert_to(jsonb_build_array(
  a.id, extract(epoch FROM a.at)::text, a.kind, a.actor_id, a.action, a.subject_type, a.subject_id, a.company_id,
  a.purpose, to_jsonb(a.contact_ids), a.before, a.after, encode(a.personal_digest, 'hex'))::text, 'UTF8'))`;

/** Of the row `p` of `audit_personal`; what stands in `audit_event.personal_digest`. */
export const PERSONAL_DIGEST = "sha256(uuid_send(p.salt) || convert_to(p.content::text, 'UTF8'))";

/** Of the row `b` of `audit_batch`. */
export const BATCH_HASH = `sha256(convert_to(jsonb_build_array(
  'haandslag-audit-1', b.seq, extract(epoch FROM b.sealed_at)::text, encode(b.prev_hash, 'hex'), b.event_ids::text,
  b.event_count)::text, 'UTF8') || b.event_digests)`;

/** What the first batch follows, in hex. */
export const GENESIS = '00'.repeat(32);

/**
 * The rows `a` of `audit_event` with an id above `from` (all: NULL) that no batch covers, at most `limit` of them per
 * gap between sealed ids, each gap read through the primary key. `from` and `limit` are SQL expressions.
 */
export function unsealedFrom(from: string, limit: string): string {
  return `(SELECT coalesce(range_agg(event_ids), '{}') AS ids FROM audit_batch
           WHERE ${from} IS NULL OR upper(event_ids) > ${from}) sealed
    CROSS JOIN LATERAL unnest(int8multirange(int8range(${from}, NULL)) - sealed.ids) gap
    CROSS JOIN LATERAL (
      SELECT * FROM audit_event e
      WHERE e.id >= coalesce(lower(gap), -9223372036854775808) AND e.id < coalesce(upper(gap), 9223372036854775807)
      ORDER BY e.id LIMIT ${limit}) a`;
}
