"""What each screen shows, made ready for its template. Never here: reading a request, changing."""
