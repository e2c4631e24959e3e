-- Each state has its columns and no others, as `conversations/domain/state.ts` says. Rows of former versions are made
-- to fit first: whose reason for closing nobody knew was done, and what was set aside for nobody waits again.
DO $$
DECLARE v_brand uuid;
BEGIN
  FOR v_brand IN SELECT id FROM brands LOOP
    PERFORM set_config('app.brand_id', v_brand::text, true);
    UPDATE conversations SET close_reason = 'done'
    WHERE brand_id = v_brand AND state = 'closed' AND close_reason IS NULL;
    UPDATE conversations SET snoozed_by = keep_for
    WHERE brand_id = v_brand AND state = 'snoozed' AND snoozed_by IS NULL AND keep_for IS NOT NULL;
    UPDATE conversations SET state = 'waiting', queue_no = NULL, queued_at = coalesce(queued_at, started_at)
    WHERE brand_id = v_brand AND state = 'snoozed' AND (snoozed_by IS NULL OR snoozed_until IS NULL);
    UPDATE conversations SET queued_at = started_at WHERE brand_id = v_brand AND state = 'waiting' AND queued_at IS NULL;
    UPDATE conversations SET snoozed_until = NULL, snoozed_by = NULL, keep_for = NULL
    WHERE brand_id = v_brand AND state <> 'snoozed'
      AND (snoozed_until IS NOT NULL OR snoozed_by IS NOT NULL OR keep_for IS NOT NULL);
    UPDATE conversations SET assigned_until = NULL
    WHERE brand_id = v_brand AND assigned_until IS NOT NULL AND assigned_to IS NULL;
    UPDATE conversations SET started_from = NULL
    WHERE brand_id = v_brand AND state = 'closed' AND started_from IS NOT NULL;
    UPDATE conversations SET closed_by = NULL, close_reason = NULL
    WHERE brand_id = v_brand AND state <> 'closed' AND (closed_by IS NOT NULL OR close_reason IS NOT NULL);
  END LOOP;
END $$;
ALTER TABLE conversations
  ADD CONSTRAINT conversations_waiting_check CHECK (state <> 'waiting' OR queued_at IS NOT NULL),
  ADD CONSTRAINT conversations_assigned_check CHECK (assigned_until IS NULL OR assigned_to IS NOT NULL),
  ADD CONSTRAINT conversations_snoozed_until_check CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL)),
  ADD CONSTRAINT conversations_snoozed_by_check CHECK ((state = 'snoozed') = (snoozed_by IS NOT NULL)),
  ADD CONSTRAINT conversations_keep_for_check CHECK (keep_for IS NULL OR state = 'snoozed'),
  ADD CONSTRAINT conversations_started_from_check CHECK (started_from IS NULL OR state <> 'closed'),
  ADD CONSTRAINT conversations_closed_by_check CHECK (closed_by IS NULL OR state = 'closed'),
  ADD CONSTRAINT conversations_close_reason_check CHECK ((state = 'closed') = (close_reason IS NOT NULL));
