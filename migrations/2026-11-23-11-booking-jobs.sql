select make_queue('booking-release', true);
select make_queue('booking-tidy', true);
