-- Which build new executions take: everything that was asked and what came of it, a row each, never
-- altered, each with the hash of the one before it. The server routes; this says who had it so.
create table build_changes (
    revision          bigint         not null primary key,
    command_id        varchar(200)   not null,
    -- ASKED before the server is told, then DONE or REFUSED; FOUND = changed by another way.
    phase             varchar(8)     not null,
    action            varchar(16)    not null,
    -- What it is about; null = whatever ramps.
    build_id          varchar(64),
    ramp_percent      integer        not null,
    -- What the server routed by afterwards; null = no build.
    current_build     varchar(64),
    ramping_build     varchar(64),
    detail            varchar(1000)  not null,
    decided_by        varchar(128)   not null,
    reason            varchar(1000)  not null,
    source            varchar(32)    not null,
    decided_at        timestamp(6) with time zone not null,
    previous_hash     varchar(71)    not null unique,
    record_hash       varchar(71)    not null unique,
    unique (command_id, phase)
);
