// A layer from the network that the reader may switch on: L.onlineLayer({name, url, attribution,
// max_zoom}, map). Nothing is asked for before. Needs Leaflet 1.9.
(function () {
  "use strict";

  L.onlineLayer = function ({ name, url, attribution, max_zoom: maxZoom }, map) {
    const tiles = L.tileLayer(url, { attribution, maxZoom, crossOrigin: "anonymous" });
    // The tiles come with names of their own.
    const showNames = (shown) => {
      const names = map.getPane("labels");
      if (names) names.style.display = shown ? "" : "none";
    };
    tiles.on("add", () => showNames(false));
    tiles.on("remove", () => showNames(true));
    L.control.layers({}, { [name]: tiles }, { collapsed: false }).addTo(map);
    return tiles;
  };
})();
