-- What a decision depended on beside its facts and its rule set. Records of form 1 were written
-- before and have none of it; their hash covers what they have.
alter table decision_records add column record_form integer default 1 not null;
alter table decision_records add column overrides_json varchar;
alter table decision_records add column checked_at timestamp(6) with time zone;
alter table decision_records add column engine varchar(64);
alter table decision_records add column fact_schema varchar(71);
-- What a rule set that is on trial beside the active one said; null when none was.
alter table decision_records add column shadow_verdict_json varchar;

-- OVERRIDDEN is longer than ENFORCE and MONITOR.
alter table decision_breaches alter column mode set data type varchar(16);

-- What the machine did, not what was decided: no part of a record's hash, so that the same orders
-- give the same chain on every machine.
create table decision_timings (
    decision_id       varchar(100)   not null primary key
        references decision_records (decision_id),
    latency_nanos     bigint         not null,
    worker            varchar(200)   not null
);

-- What was granted and what was revoked: rows are added, never altered, each with the hash of the
-- one before it.
create table rule_overrides (
    chain_index       bigint         not null primary key,
    override_id       varchar(64)    not null,
    event             varchar(16)    not null,
    account           varchar(64)    not null references accounts (account),
    -- The override as granted; of a revocation the reason.
    content_json      varchar        not null,
    done_by           varchar(300)   not null,
    happened_at       timestamp(6) with time zone not null,
    -- Wall time from which the override counts no more.
    expires_at        timestamp(6) with time zone not null,
    previous_hash     varchar(71)    not null unique,
    record_hash       varchar(71)    not null unique,
    unique (override_id, event)
);
create index rule_overrides_by_account on rule_overrides (account, expires_at);

create table rule_override_head (
    head_id           integer        not null primary key,
    chain_length      bigint         not null,
    chain_head        varchar(71)    not null
);
insert into rule_override_head (head_id, chain_length, chain_head) values (1, 0, 'sha256:none');

-- Asked for by one person, until another approves it or its time is over.
create table rule_override_requests (
    override_id       varchar(64)    not null primary key,
    account           varchar(64)    not null references accounts (account),
    request_json      varchar        not null,
    requested_by      varchar(64)    not null,
    requested_at      timestamp(6) with time zone not null
);

-- What orders spent of an override. The number of each use is unique: no two checks can both take
-- what is left for one.
create table rule_override_uses (
    override_id       varchar(64)    not null,
    use_number        integer        not null,
    decision_id       varchar(100)   not null references decision_records (decision_id),
    order_value_ccy   numeric(38,12) not null,
    primary key (override_id, use_number)
);

-- All heads of all chains, each minute in which one of them moved: what is exported can't be
-- rewritten any more.
create table chain_anchors (
    chain_index       bigint         not null primary key,
    anchored_at       timestamp(6) with time zone not null,
    heads_json        varchar        not null,
    previous_hash     varchar(71)    not null unique,
    record_hash       varchar(71)    not null unique
);
