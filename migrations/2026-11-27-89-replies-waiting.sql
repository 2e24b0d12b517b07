-- How many replies wait that nobody could be told of one by one, told each half hour while any does.
select make_queue('replies-waiting', true);
