-- What splits, mergers and cash dividends did to an account, once an action: before and after.
-- Also of an action in a symbol of which nothing was held: the row says that it was looked at.
create table corporate_actions (
    action_id         varchar(200)   not null,
    account           varchar(64)    not null references accounts (account),
    symbol            varchar(64)    not null,
    ex_date           date           not null,
    action_type       varchar(16)    not null,
    action_value      numeric(38,12) not null,
    into_symbol       varchar(64),
    cash_per_unit     numeric(38,12),
    quantity_before_units numeric(38,12) not null,
    average_before_price numeric(38,12) not null,
    quantity_after_units numeric(38,12) not null,
    average_after_price numeric(38,12) not null,
    -- What became of it in the symbol of a merger; null for other actions.
    into_quantity_before_units numeric(38,12),
    into_average_before_price numeric(38,12),
    into_quantity_after_units numeric(38,12),
    into_average_after_price numeric(38,12),
    cash_change_ccy   numeric(38,12) not null,
    realised_pnl_ccy  numeric(38,12) not null,
    effective_at_market timestamp(6) with time zone not null,
    recorded_at       timestamp(6) with time zone not null,
    primary key (action_id, account),
    -- A second definition of the same action is refused, never booked beside the first.
    unique (account, symbol, ex_date, action_type)
);

-- What an action did to an order that may still fill.
create table corporate_action_orders (
    action_id         varchar(200)   not null,
    account           varchar(64)    not null,
    client_order_id   varchar(300)   not null references orders (client_order_id),
    leaves_before_units numeric(38,12) not null,
    leaves_after_units numeric(38,12) not null,
    limit_before_price numeric(38,12),
    limit_after_price numeric(38,12),
    reason            varchar(1000)  not null,
    primary key (action_id, client_order_id),
    foreign key (action_id, account) references corporate_actions (action_id, account)
);

-- Up to which session each account's market time has gone on. It never goes back.
create table market_clocks (
    account           varchar(64)    not null primary key references accounts (account),
    -- Actions up to and with this date were in the books before there was a clock.
    began_on          date           not null,
    -- The session that books and broker stand at.
    rolled_to         date           not null,
    -- The session that a roll is under way to; equal to rolled_to between rolls.
    rolling_to        date           not null,
    recorded_at       timestamp(6) with time zone not null
);
