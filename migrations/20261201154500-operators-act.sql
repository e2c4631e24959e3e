-- An operator suspends brands and reopens them: who does something may be one of those.
ALTER TABLE events DROP CONSTRAINT events_actor_kind_check;
ALTER TABLE events ADD CONSTRAINT events_actor_kind_check
  CHECK (actor_kind IN ('member', 'visitor', 'operator', 'system')) NOT VALID;
ALTER TABLE events VALIDATE CONSTRAINT events_actor_kind_check;
