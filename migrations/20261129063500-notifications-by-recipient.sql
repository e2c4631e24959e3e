-- Whether mails to an address come back is asked for with each conversation that is opened, and for each mail.
CREATE INDEX notifications_recipient_idx ON notifications (brand_id, recipient, id DESC);
