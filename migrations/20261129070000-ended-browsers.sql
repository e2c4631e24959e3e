-- The site said that its customer has gone from this browser: what the browser showed to be recognised is good no more.
ALTER TABLE visitors ADD COLUMN ended_at timestamptz;
