-- How far a kill has come: when each step was reached first, and last.
create table kill_steps (
    command_id        varchar(200)   not null references control_latches (command_id),
    step              varchar(32)    not null,
    first_at          timestamp(6) with time zone not null,
    last_at           timestamp(6) with time zone not null,
    -- The newest fill that was booked before the step was reached last; 0 = none.
    booking_index     bigint         not null,
    primary key (command_id, step)
);

-- Orders by which persons leave a position by hand, and who agreed: before they are checked.
create table manual_exits (
    client_order_id   varchar(300)   not null primary key,
    account           varchar(64)    not null references accounts (account),
    symbol            varchar(64)    not null,
    order_json        varchar        not null,
    asked_by          varchar(128)   not null,
    -- The second person; null when one was enough.
    agreed_by         varchar(128),
    approval_id       varchar(200),
    reason            varchar(1000)  not null,
    asked_at          timestamp(6) with time zone not null
);
create index manual_exits_by_symbol on manual_exits (account, symbol);

-- One document a kill and occasion; every record carries the hash of the one before it.
create table kill_receipts (
    chain_index       bigint         not null primary key,
    command_id        varchar(200)   not null,
    occasion          varchar(16)    not null,
    occasion_at       timestamp(6) with time zone not null,
    receipt_json      varchar        not null,
    previous_hash     varchar(71)    not null,
    record_hash       varchar(71)    not null,
    unique (command_id, occasion, occasion_at)
);

create table kill_receipt_head (
    head_id           integer        not null primary key,
    chain_length      bigint         not null,
    chain_head        varchar(71)    not null
);
insert into kill_receipt_head (head_id, chain_length, chain_head) values (1, 0, 'sha256:none');
