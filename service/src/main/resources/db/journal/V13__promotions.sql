-- Promotions: every step a row of its own, never altered, each with the hash of the one before it.
-- Where a promotion stands, and what it grants, is what all its rows together say.
create table promotion_events (
    event_no          bigint         not null primary key,
    promotion_id      varchar(200)   not null,
    -- Names the step within its promotion: the same step again is one row.
    event_key         varchar(64)    not null,
    kind              varchar(16)    not null,
    ramp_percent      integer        not null,
    -- What belongs to the step: what was asked for, the facts and verdict, the two approvals.
    payload_json      varchar        not null,
    done_by           varchar(200)   not null,
    reason            varchar(1000)  not null,
    happened_at       timestamp(6) with time zone not null,
    previous_hash     varchar(71)    not null unique,
    record_hash       varchar(71)    not null unique,
    unique (promotion_id, event_key)
);

-- The page that two persons approve, by its digest.
create table promotion_dossiers (
    dossier_digest    varchar(71)    not null primary key,
    promotion_id      varchar(200)   not null,
    html              varchar        not null,
    made_at           timestamp(6) with time zone not null
);
