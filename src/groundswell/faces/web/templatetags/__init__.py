"""Words for templates: labels of the chosen trade, dates as people say them."""
