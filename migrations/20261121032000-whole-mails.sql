-- The text of a mail as it came, for members who want to see what was cut off below an answer, and the names of its files.
ALTER TABLE received_mails ADD COLUMN body text, ADD COLUMN file_names text[];
-- The file that holds all of a text that is too long for messages.
ALTER TABLE received_mails ADD COLUMN text_file_id uuid;
