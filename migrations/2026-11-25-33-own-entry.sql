-- A coach keeps their own entry; services, provider, e-mail address and leaving stay with the provider.
grant update (name_shown, background, biography, gender, languages, ethnically_diverse, modes, meeting_link, daily_cap,
  gap_minutes) on coach to lay_coach;
