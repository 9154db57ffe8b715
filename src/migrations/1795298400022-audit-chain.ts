import { ForwardOnly } from './forward-only.js';

/**
 * Personal values leave the events, which keep a salted digest of them; reads join the changes; batches seal both.
 * `audit_forget` is the one way by which the program's own role can take personal values out of the log again.
 */
export class AuditChain1795298400022 extends ForwardOnly {
  protected readonly statements = [
    `ALTER TABLE audit_event
      ADD kind text NOT NULL DEFAULT 'change' CHECK (kind IN ('change', 'read')),
      ADD purpose text,
      ADD contact_ids uuid[] NOT NULL DEFAULT '{}',
      ADD personal_digest bytea,
      ALTER subject_id DROP NOT NULL,
      ADD CHECK ((kind = 'read') = (purpose IS NOT NULL)),
      ADD CHECK (kind = 'change' OR action IN ('read', 'search', 'export'))`,
    'ALTER TABLE audit_event ALTER kind DROP DEFAULT',
    `CREATE TABLE audit_personal (
      event_id bigint PRIMARY KEY REFERENCES audit_event,
      salt uuid NOT NULL,
      content jsonb NOT NULL
    )`,
    `INSERT INTO audit_personal (event_id, salt, content)
     SELECT id, gen_random_uuid(), personal FROM audit_event WHERE personal IS NOT NULL`,
    `UPDATE audit_event e SET
       personal_digest = (SELECT sha256(uuid_send(salt) || convert_to(content::text, 'UTF8'))
                          FROM audit_personal WHERE event_id = e.id),
       contact_ids = CASE subject_type
         WHEN 'Contact' THEN ARRAY[subject_id]
         WHEN 'Visit' THEN ARRAY(SELECT contact_id FROM visit_contact WHERE visit_id = subject_id)
         ELSE ARRAY(SELECT DISTINCT v::uuid FROM unnest(ARRAY[before ->> 'contactId', after ->> 'contactId']) v
                    WHERE v IS NOT NULL) END`,
    'ALTER TABLE audit_event DROP personal',
    'CREATE INDEX audit_event_contacts_idx ON audit_event USING gin (contact_ids)',
    `CREATE TABLE audit_batch (
      seq bigint PRIMARY KEY,
      sealed_at timestamptz NOT NULL,
      prev_hash bytea NOT NULL UNIQUE CHECK (length(prev_hash) = 32),
      hash bytea NOT NULL CHECK (length(hash) = 32),
      event_ids int8multirange NOT NULL,
      event_count integer NOT NULL CHECK (event_count > 0),
      event_digests bytea NOT NULL CHECK (length(event_digests) = 32 * event_count)
    )`,
    'CREATE INDEX audit_batch_upper_idx ON audit_batch (upper(event_ids))',
    `CREATE FUNCTION audit_forget(contact uuid, erasure uuid, writings text[], actor uuid) RETURNS integer
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     DECLARE
       gone bigint[];
     BEGIN
       IF contact IS NULL OR erasure IS NULL OR EXISTS (SELECT FROM unnest(writings) w WHERE length(w) < 5) THEN
         RAISE EXCEPTION 'audit_forget needs a contact, an erasure and writings of at least five characters';
       END IF;
       WITH found AS (
         SELECT e.id FROM public.audit_event e WHERE e.contact_ids @> ARRAY[contact]
         UNION
         SELECT p.event_id FROM public.audit_personal p, unnest(writings) w
         WHERE strpos(lower(p.content::text), lower(btrim(to_jsonb(w)::text, '"'))) > 0
       ), removed AS (
         DELETE FROM public.audit_personal p USING found WHERE p.event_id = found.id RETURNING p.event_id
       )
       SELECT coalesce(array_agg(event_id ORDER BY event_id), '{}') INTO gone FROM removed;
       INSERT INTO public.audit_event (kind, actor_id, action, subject_type, subject_id, contact_ids, after)
       VALUES ('change', actor, 'forget', 'Contact', contact, ARRAY[contact],
               jsonb_build_object('erasureId', erasure, 'eventIds', to_jsonb(gone)));
       RETURN cardinality(gone);
     END $$`,
    'REVOKE ALL ON FUNCTION audit_forget(uuid, uuid, text[], uuid) FROM PUBLIC',
  ];
}
