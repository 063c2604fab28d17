"""`python -m groundswell` does what the command `groundswell` does."""

from groundswell.config.main import main

main()
