-- From when on a brand lets nobody in without a second factor; one without a row never asks.
CREATE TABLE two_step_requirements (
  brand_id uuid PRIMARY KEY REFERENCES brands (id),
  required_from timestamptz NOT NULL
);
CALL secure_table('two_step_requirements');

-- Who is let in where is asked across brands.
GRANT SELECT ON two_step_requirements TO causerie_lookup;
GRANT SELECT (account_id) ON authenticator_apps TO causerie_lookup;
