-- By what a person wants to be told of news at their desk, wherever they sit.
ALTER TABLE accounts
  ADD COLUMN alert_sound boolean NOT NULL DEFAULT true,
  ADD COLUMN alert_title boolean NOT NULL DEFAULT true,
  ADD COLUMN alert_desktop boolean NOT NULL DEFAULT true;
