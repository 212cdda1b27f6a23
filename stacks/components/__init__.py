"""House defaults, each in one place: functions, queues, tables, outboxes, scrapers, endpoints."""
