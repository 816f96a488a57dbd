"""What stands between the server's event loop and the site: bodies come in and answers go out without holding a thread."""
