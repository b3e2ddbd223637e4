// What the map does for those who do not see it or who want less motion: it has a name, tells in
// words what a filter leaves, and does not glide. To be loaded before the map is made.
// Needs Leaflet 1.9.
(function () {
  "use strict";

  const NAME = "Map of situations";
  const PAUSE_MS = 600; // while the days are playing nothing is told, only where they stop

  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const panBy = L.Map.prototype.panBy;
    L.Map.mergeOptions({
      zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false,
    });
    L.Map.include({
      panBy(offset, options) {
        return panBy.call(this, offset, { ...options, animate: false });
      },
    });
  }

  // Tells each new label of the canvas once it has stood for a moment; not the first one, which
  // is no answer to anything.
  L.mapAccess = function (map, canvas) {
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", NAME);
    try {
      window.frameElement.title = NAME;
    } catch {
      // A page of another origin names its frame itself.
    }
    const told = L.DomUtil.create("div", "situation-told", box);
    told.setAttribute("role", "status");
    told.setAttribute("aria-live", "polite");
    let last = null, timer = 0;
    new MutationObserver(() => {
      const label = canvas.getAttribute("aria-label");
      if (last === null || label === last) {
        last = label;
        return;
      }
      last = label;
      clearTimeout(timer);
      timer = setTimeout(() => (told.textContent = label), PAUSE_MS);
    }).observe(canvas, { attributeFilter: ["aria-label"] });
  };
})();
