-- Whole rule sets: rules, limits, cases and the reports on them, under one digest. Never altered.
create table rule_sets (
    release_digest    varchar(71)    not null primary key,
    -- Of rules and limits alone: what verdicts name.
    rule_set_digest   varchar(71)    not null,
    stored_at         timestamp(6) with time zone not null
);

create table rule_set_files (
    release_digest    varchar(71)    not null references rule_sets (release_digest),
    path              varchar(300)   not null,
    content           varchar        not null,
    primary key (release_digest, path)
);

-- What was done with them: every step a row of its own, never altered, each with the hash of the
-- one before it. Which rule set answers is what all rows together say.
create table rule_releases (
    revision          bigint         not null primary key,
    -- The approval behind it, or what wrote it by itself; the same id is one step.
    command_id        varchar(200)   not null unique,
    action            varchar(16)    not null,
    release_digest    varchar(71)    not null references rule_sets (release_digest),
    rule_set_digest   varchar(71)    not null,
    done_by           varchar(128)   not null,
    reason            varchar(1000)  not null,
    -- Seconds from its activation to its end; null = it stays.
    lasts_seconds     bigint,
    shadow_seconds    bigint         not null,
    shadow_budget_us  bigint         not null,
    -- From then on it is not in force any more, whoever is alive to say so; null = it stays.
    effective_until   timestamp(6) with time zone,
    happened_at       timestamp(6) with time zone not null,
    previous_hash     varchar(71)    not null unique,
    record_hash       varchar(71)    not null unique
);

-- What each process has ready; a row is its own, and only as fresh as it says.
create table rule_set_workers (
    worker            varchar(100)   not null primary key,
    answers_by        varchar(71)    not null,
    ready             varchar(4000)  not null,
    seen_at           timestamp(6) with time zone not null
);

-- How a proposed set judged real orders beside the live one, by each process.
create table rule_shadows (
    release_digest    varchar(71)    not null references rule_sets (release_digest),
    worker            varchar(100)   not null,
    evaluated         bigint         not null,
    newly_denied      bigint         not null,
    newly_approved    bigint         not null,
    skipped           bigint         not null,
    slowest_us        bigint         not null,
    total_us          bigint         not null,
    primary key (release_digest, worker)
);

create table rule_shadow_differences (
    release_digest    varchar(71)    not null references rule_sets (release_digest),
    client_order_id   varchar(300)   not null,
    live_verdict      varchar(16)    not null,
    shadow_verdict    varchar(16)    not null,
    controls          varchar(1000)  not null,
    seen_at           timestamp(6) with time zone not null,
    primary key (release_digest, client_order_id)
);
