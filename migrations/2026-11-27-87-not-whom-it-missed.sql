-- A coach is told that a session could not go to whom it was to go to, and not who that was.
revoke select (missed_id) on cover from lay_coach;
