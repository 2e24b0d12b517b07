-- Who plans messages to people of staff sees those again, and none about a booking: a rota manager knows no booking by its id.
alter policy planned_staff on message using (recipient = 'address');
