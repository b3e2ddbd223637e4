// Where the map looks, kept in the page's address as at=lat,lon,zoom; used by situation.js.
//
// The map lives in a frame of the page, on the same server: it reads and writes the address of the
// page around it. Moves replace the address and make no steps of the browser's history.
(function () {
  "use strict";

  const NAME = "at";
  const DECIMALS = 3; // about a hundred metres

  function parse(text) {
    if (!/^-?\d{1,3}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,2}$/.test(text || "")) return null;
    const [lat, lon, zoom] = text.split(",").map(Number);
    return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { lat, lon, zoom } : null;
  }

  class Viewpoint {
    constructor(map) {
      this.map = map;
      this.known = undefined;
      this.settled = false;
    }

    // Go where the address says, if that is not where the map itself wrote that it is.
    // Returns whether it went.
    follow() {
      const asked = this._page()?.searchParams.get(NAME) ?? null;
      if (asked === this.known) return false;
      this.known = asked;
      const there = parse(asked);
      if (!there) return false;
      this.map.setView([there.lat, there.lon], there.zoom, { animate: false });
      return true;
    }

    // From now on moves are the reader's own.
    settle() {
      if (this.settled) return;
      this.settled = true;
      this.map.on("moveend", this._write, this);
    }

    _write() {
      const page = this._page();
      if (!page) return;
      const { lat, lng } = this.map.getCenter().wrap();
      this.known = [lat.toFixed(DECIMALS), lng.toFixed(DECIMALS), this.map.getZoom()].join(",");
      const others = page.search.slice(1).split("&").filter((part) => part && !part.startsWith(`${NAME}=`));
      const { history } = window.parent;
      history.replaceState(history.state, "", `?${[...others, `${NAME}=${this.known}`].join("&")}${page.hash}`);
    }

    // Address of the page around the map; null where it is not ours to read.
    _page() {
      try {
        return new URL(window.parent.location.href);
      } catch {
        return null;
      }
    }
  }

  L.situationViewpoint = { Viewpoint, parse };
})();
