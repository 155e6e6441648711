-- The stage that new executions take: every change a row of its own, never altered, each with the
-- hash of the one before it. Where it stands is what all rows together say.
create table stage_policy (
    revision          bigint         not null primary key,
    command_id        varchar(200)   not null unique,
    action            varchar(16)    not null,
    -- Null = of every account, of every strategy.
    scope_account     varchar(64),
    scope_strategy    varchar(128),
    stage             varchar(16)    not null,
    -- Share of new executions that takes the stage after it.
    ramp_percent      integer        not null,
    rollback_on       boolean        not null,
    decided_by        varchar(128)   not null,
    reason            varchar(1000)  not null,
    source            varchar(32)    not null,
    decided_at        timestamp(6) with time zone not null,
    previous_hash     varchar(71)    not null unique,
    record_hash       varchar(71)    not null unique
);
