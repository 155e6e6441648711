-- Who asked for a cancel, and why: the broker's answer does not say it.
alter table outbox add column reason varchar(1000);
