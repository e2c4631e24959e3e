-- The log is read by the time of what happened: numbers are given when a change is written, which may be in another order.
DROP INDEX events_audit_idx;
CREATE INDEX events_audit_idx ON events (brand_id, at DESC, no DESC)
  WHERE name LIKE 'settings.%' OR name IN ('visitor.blocked', 'visitor.unblocked', 'conversation.released');
