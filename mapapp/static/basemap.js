// The basemap: L.naturalEarth(baseUrl, {theme: "light" | "dark"}) is a Leaflet layer that draws
// land, lakes, borders and labels on canvas. It fetches world.bin and labels.json from baseUrl, and
// detail.bin from zoom 5 on; nothing else. mapapp/map/build_basemap.py writes these files.
// Needs Leaflet 1.9, basemap-shapes.js and basemap-labels.js.
// Sets window.__basemapDrawn once everything in view has been drawn.
(function () {
  "use strict";

  const { OVERLAP_PX, decode, drawTile } = L.basemapShapes;
  const { Labels, readLabels } = L.basemapLabels;

  const ATTRIBUTION =
    "Basemap: Natural Earth; cities: GeoNames CC BY 4.0. Boundaries imply no position.";
  const THEMES = {
    light: {
      water: "#d0dce4", land: "#f6f5f1", coast: "#b3c2cc", border: "#a7a29b",
      area: "#5d5a55", city: "#403e3b", halo: "#f6f5f1", sea: "#47606f", seaHalo: "#d0dce4",
    },
    dark: {
      water: "#141a20", land: "#272d35", coast: "#3c4650", border: "#626d79",
      area: "#a4aeb9", city: "#c3ccd5", halo: "#1f252c", sea: "#8798a9", seaHalo: "#141a20",
    },
    "light-contrast": {
      water: "#dfe9ef", land: "#ffffff", coast: "#000000", border: "#000000",
      area: "#000000", city: "#000000", halo: "#ffffff", sea: "#10303f", seaHalo: "#dfe9ef",
    },
    "dark-contrast": {
      water: "#000000", land: "#14181c", coast: "#ffffff", border: "#ffffff",
      area: "#ffffff", city: "#ffffff", halo: "#000000", sea: "#d5e6f2", seaHalo: "#000000",
    },
  };
  const DETAIL_ZOOM = 5;
  const BUDGET_MS = 8; // drawing time per frame, so that dragging stays smooth

  L.NaturalEarth = L.GridLayer.extend({
    options: {
      theme: "light",
      language: "en",
      attribution: ATTRIBUTION,
      minZoom: 1,
      maxZoom: 12,
      updateWhenZooming: false,
      keepBuffer: 3,
    },

    initialize: function (baseUrl, options) {
      L.setOptions(this, options);
      this._baseUrl = baseUrl.replace(/\/?$/, "/");
      this._files = {};
      this._queue = [];
      this._frame = null;
      this._labelsReady = false;
    },

    onAdd: function (map) {
      if (map.attributionControl) map.attributionControl.setPrefix(false);
      if (!map.getPane("labels")) {
        map.createPane("labels").style.zIndex = 350;
        map.getPane("labels").style.pointerEvents = "none";
      }
      map.getContainer().style.backgroundColor = this._theme().water;
      L.GridLayer.prototype.onAdd.call(this, map);
      this._labels = new Labels(this);
      map.addLayer(this._labels);
      this._load("world.bin");
      this._load("labels.json");
    },

    onRemove: function (map) {
      L.Util.cancelAnimFrame(this._frame);
      this._frame = null;
      this._queue = [];
      map.removeLayer(this._labels);
      L.GridLayer.prototype.onRemove.call(this, map);
    },

    setTheme: function (theme) {
      this.options.theme = theme;
      if (!this._map) return this;
      this._map.getContainer().style.backgroundColor = this._theme().water;
      this._repaint();
      this._labels._update();
      return this;
    },

    createTile: function (coords, done) {
      const canvas = document.createElement("canvas");
      this._enqueue({ canvas, coords, done });
      return canvas;
    },

    _initTile: function (tile) {
      L.GridLayer.prototype._initTile.call(this, tile);
      const side = this.getTileSize().x + OVERLAP_PX;
      tile.style.width = tile.style.height = `${side}px`;
    },

    // A drawn tile shows at once: fading in over the old zoom level would flicker.
    _tileReady: function (coords, error, tile) {
      const map = this._map;
      if (!map) return;
      const fades = map._fadeAnimated;
      map._fadeAnimated = false;
      L.GridLayer.prototype._tileReady.call(this, coords, error, tile);
      map._fadeAnimated = fades;
    },

    // Readers who ask their system for more contrast get it.
    _theme: function () {
      const more = window.matchMedia("(prefers-contrast: more)").matches ? "-contrast" : "";
      return THEMES[this.options.theme + more] || THEMES.light;
    },

    _parts: function () {
      return { labels: this._files["labels.json"], theme: this._theme() };
    },

    _load: function (name) {
      if (name in this._files) return;
      this._files[name] = null;
      fetch(this._baseUrl + name)
        .then((response) => {
          if (!response.ok) throw new Error(`${name}: HTTP status ${response.status}`);
          return name.endsWith(".json") ? response.json() : response.arrayBuffer();
        })
        .then((content) => {
          const isLabels = name === "labels.json";
          this._files[name] = isLabels
            ? readLabels(content, this.options.language)
            : decode(content);
          if (!this._map) return;
          if (isLabels) this._labels._update();
          else this._repaint();
        })
        .catch((error) => {
          delete this._files[name]; // the next tile asks again
          this.fire("dataerror", { file: name, error });
          console.error("The basemap's data could not be read.", error);
        });
    },

    // The shapes for a zoom; null while the first file is on its way.
    _shapes: function (zoom) {
      if (zoom >= DETAIL_ZOOM) {
        this._load("detail.bin");
        if (this._files["detail.bin"]) return this._files["detail.bin"];
      }
      this._load("world.bin");
      return this._files["world.bin"];
    },

    _enqueue: function (job) {
      this._queue.push(job);
      if (this._frame === null) this._frame = L.Util.requestAnimFrame(this._drawSome, this);
    },

    _repaint: function () {
      for (const { el, coords } of Object.values(this._tiles || {})) {
        if (!this._queue.some((job) => job.canvas === el)) {
          this._enqueue({ canvas: el, coords: this._wrapCoords(coords), done: null });
        }
      }
      if (this._queue.length && this._frame === null) {
        this._frame = L.Util.requestAnimFrame(this._drawSome, this);
      }
    },

    _drawSome: function () {
      this._frame = null;
      const start = performance.now();
      while (this._queue.length && performance.now() - start < BUDGET_MS) {
        const { coords } = this._queue[0], shapes = this._shapes(coords.z);
        if (!shapes) return; // _load repaints
        const { canvas, done } = this._queue.shift();
        if (!canvas.isConnected) continue; // removed since
        drawTile(canvas, coords, this.getTileSize().x, shapes, this._theme());
        if (done) done(null, canvas);
      }
      if (this._queue.length) this._frame = L.Util.requestAnimFrame(this._drawSome, this);
      else this._tellDrawn();
    },

    _labelsDrawn: function () {
      this._labelsReady = true;
      this._tellDrawn();
    },

    // With detail in view, complete means drawn from the detail file.
    _tellDrawn: function () {
      const wanted = this._map && this._map.getZoom() >= DETAIL_ZOOM ? "detail.bin" : "world.bin";
      if (this._labelsReady && this._files[wanted] && !this._queue.length) {
        window.__basemapDrawn = true;
      }
    },
  });

  L.naturalEarth = (baseUrl, options) => new L.NaturalEarth(baseUrl, options);
})();
