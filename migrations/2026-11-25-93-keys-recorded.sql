-- The key holder writes down whom of the staff it gave keys to; where it cannot, it gives none.
grant execute on function audit_append_all(jsonb) to lay_keys;
