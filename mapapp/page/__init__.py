"""The parts of the page, one topic a file."""
