"""The page: a Folium map of situations in Streamlit, and the HTTP routes beside it."""
