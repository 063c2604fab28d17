"""Views: one module a screen."""
