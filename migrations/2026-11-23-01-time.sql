-- The one clock that SQL asks. A database made for tests or for a simulation replaces this function with one
-- that a setting can move; the product's own database never has that one.
create function clock_now() returns timestamptz language sql stable as 'select now()';
grant execute on function clock_now() to public;
