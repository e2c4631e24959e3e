-- What a brand says in its mails in the place of the product's words, and as whom it writes.
CREATE TABLE mail_templates (
  brand_id uuid NOT NULL REFERENCES brands (id),
  template text NOT NULL CHECK (template IN ('answer', 'closing')),
  locale text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  button text NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, template, locale)
);

CREATE TABLE mail_senders (
  brand_id uuid PRIMARY KEY REFERENCES brands (id),
  name text,
  address text,
  -- When a link sent to the address was followed; before that mails go out under ours.
  verified_at timestamptz
);

CALL secure_table('mail_templates');
CALL secure_table('mail_senders');
