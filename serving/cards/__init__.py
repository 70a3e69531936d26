"""Pictures of pages, for who is sent a link to one: made on the server, without a browser."""
