ALTER TABLE rules DROP CONSTRAINT rules_sharing_check;
ALTER TABLE rules ADD CONSTRAINT rules_sharing_check
  CHECK (sharing IN ('cascade', 'equal', 'weighted', 'least_loaded'));
