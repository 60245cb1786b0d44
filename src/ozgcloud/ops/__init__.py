"""Running the program on one machine: set-up, supervisor, command line, checks.

This package stands outside Django's house: it never imports a slice, it starts
processes that do. It must work before settings, database or assets exist.

Terms: *clone* the checked-out repository; *data folder* everything that must
survive a restart; *service* a child process that is kept alive (database, web,
worker); *step* a child process that runs once (initdb, migrate, seeding).
"""
