import { ForwardOnly } from './forward-only.js';

/**
 * How long the log is kept, and the one way by which the program's own role can delete from it: whole batches from the
 * oldest on, all of whose events are older than the setting says. The batches stay, so the chain still verifies, and
 * an event of its own says through which batch the log has expired.
 */
export class AuditRetention1795298400023 extends ForwardOnly {
  protected readonly statements = [
    `ALTER TABLE settings ADD audit_keep_months integer NOT NULL DEFAULT 24
       CHECK (audit_keep_months BETWEEN 6 AND 120)`,
    `CREATE FUNCTION audit_expire() RETURNS integer
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     DECLARE
       too_old timestamptz;
       expired_before bigint;
       expired_now bigint;
       batch record;
     BEGIN
       IF NOT pg_try_advisory_xact_lock(7206112) THEN
         RETURN 0;
       END IF;
       SELECT now() - make_interval(months => audit_keep_months) INTO STRICT too_old FROM public.settings;
       SELECT coalesce(max((after ->> 'throughSeq')::bigint), 0) INTO expired_before
       FROM public.audit_event WHERE subject_type = 'AuditBatch' AND action = 'expire';
       FOR batch IN
         SELECT seq, event_ids FROM public.audit_batch WHERE seq > expired_before ORDER BY seq LIMIT 100
       LOOP
         EXIT WHEN EXISTS (
           SELECT FROM unnest(batch.event_ids) r
           JOIN public.audit_event e ON e.id >= lower(r) AND e.id < upper(r) WHERE e.at >= too_old);
         DELETE FROM public.audit_personal p USING unnest(batch.event_ids) r
         WHERE p.event_id >= lower(r) AND p.event_id < upper(r);
         DELETE FROM public.audit_event e USING unnest(batch.event_ids) r WHERE e.id >= lower(r) AND e.id < upper(r);
         expired_now := batch.seq;
       END LOOP;
       IF expired_now IS NULL THEN
         RETURN 0;
       END IF;
       INSERT INTO public.audit_event (kind, action, subject_type, after)
       VALUES ('change', 'expire', 'AuditBatch', jsonb_build_object(
         'fromSeq', expired_before + 1, 'throughSeq', expired_now, 'olderThan', too_old));
       RETURN expired_now - expired_before;
     END $$`,
    'REVOKE ALL ON FUNCTION audit_expire() FROM PUBLIC',
  ];
}
