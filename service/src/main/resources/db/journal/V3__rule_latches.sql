-- What a rule saw when it latched a scope, and the limit that it held it against; null for persons.
alter table control_latches add column control varchar(64);
alter table control_latches add column observed varchar(64);
alter table control_latches add column limit_value varchar(64);
alter table control_latches add column unit varchar(64);
