-- Nothing is known of the register.
CREATE TABLE register_flags (row BIGINT, bit INTEGER);

CREATE TABLE slips (row BIGINT, slip VARCHAR);
