"""The Folium map: the base map, the layer of situations and what is shown on it."""
