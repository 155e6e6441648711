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

-- The first order of a session that used a limit up to a level that is told before the limit binds.
create table limit_warnings (
    account           varchar(64)    not null references accounts (account),
    session_open_at_market timestamp(6) with time zone not null,
    limit_name        varchar(64)    not null,
    warn_level        varchar(8)     not null,
    used_share        numeric(38,12) not null,
    client_order_id   varchar(300)   not null,
    warned_at_market  timestamp(6) with time zone not null,
    recorded_at       timestamp(6) with time zone not null,
    primary key (account, session_open_at_market, limit_name, warn_level)
);
