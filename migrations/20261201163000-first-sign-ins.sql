-- Whoever has never signed in has no former browser to tell a new one from.
ALTER TABLE accounts ADD COLUMN first_signed_in_at timestamptz;
UPDATE accounts SET first_signed_in_at = created_at;
