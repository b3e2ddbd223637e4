"""Import of GeoNames' full dump into a place index of the user's own; see `importing`."""
