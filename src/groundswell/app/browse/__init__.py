"""Reading: rows and pictures as an actor may see them. No road leads from here to a change."""
