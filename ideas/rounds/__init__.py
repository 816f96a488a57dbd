"""One question put to a forum: its brief and signals, its timetable, its finalists."""
