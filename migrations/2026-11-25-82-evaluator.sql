-- Whoever is shown counts that are not hidden leaves a trace of it.
grant execute on function audit_append(text, text, uuid, text, uuid, uuid, text, text) to lay_evaluator;
