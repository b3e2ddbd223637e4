"""Statuses: which places a report says to be in unrest, calm, or with the airport closed."""
