-- What a rule saw when it latched a scope, and the limit that it held it against; null for persons.
alter table control_latches add column control varchar(64);
alter table control_latches add column observed varchar(64);
alter table control_latches add column limit_value varchar(64);
alter table control_latches add column unit varchar(64);

-- Whether the breakers have looked at a fill; those that were booked before there were breakers have
-- nothing more to tell.
alter table fills add column judged boolean default true not null;
create index fills_not_judged on fills (judged, booking_index);

-- Milliseconds from bars to decisions; null for runs from before it was measured.
alter table runs add column latency_millis numeric(38,12);
