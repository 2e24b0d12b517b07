-- Plans of these functions are kept for as long as a connection lives. Made while few claims were there they would read
-- the whole table ever after, so they may only go by its indexes.
alter function claim_time(uuid, integer, integer, tstzrange, tstzrange, text, timestamptz, boolean) set enable_seqscan = off;
alter function confirm_claim(uuid, tstzrange, timestamptz) set enable_seqscan = off;
