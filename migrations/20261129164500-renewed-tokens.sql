-- How often the browser's token was renewed. One of before is refused: it was given for less than the browser stands for now.
ALTER TABLE visitors ADD COLUMN renewals integer NOT NULL DEFAULT 0;
