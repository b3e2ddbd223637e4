// The layer of situations: marks, count donuts and areas on one canvas. Needs marks.js, legend.js.
//
// It is told numbers only (see mapapp/map/marks.py). Words come from the palette, which is ours,
// and reach the page as textContent.
(function () {
  "use strict";

  const { STALE, DISPUTED, AREA, RADIUS, AREA_RADIUS, TURN } = L.situationMarks;
  const { drawMark, drawArea, drawDonut, drawRing, donutRadius } = L.situationMarks;
  const MERGE_WITHIN = 20; // marks nearer than this are shown as one, in CSS pixels

  function unpack(packed, rows) {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)).buffer;
    return {
      code: new Float64Array(bytes, 0, rows),
      lat: new Float32Array(bytes, 8 * rows, rows),
      lon: new Float32Array(bytes, 12 * rows, rows),
      status: new Uint8Array(bytes, 16 * rows, rows),
      flags: new Uint8Array(bytes, 17 * rows, rows),
    };
  }

  // Groups of rows whose marks would touch, each with its middle; found cell by cell, so that
  // ten thousand marks take a moment only.
  function groupsOf(points) {
    const cells = new Map(), groups = [];
    for (const point of points) {
      const column = Math.floor(point.x / MERGE_WITHIN), row = Math.floor(point.y / MERGE_WITHIN);
      let nearest = null, best = MERGE_WITHIN;
      for (let i = column - 1; i <= column + 1; i++) {
        for (let j = row - 1; j <= row + 1; j++) {
          for (const group of cells.get(`${i},${j}`) || []) {
            const away = Math.hypot(group.x - point.x, group.y - point.y);
            if (away < best) [best, nearest] = [away, group];
          }
        }
      }
      if (nearest) {
        nearest.points.push(point);
      } else {
        const group = { x: point.x, y: point.y, points: [point] }, key = `${column},${row}`;
        groups.push(group);
        cells.set(key, [...(cells.get(key) || []), group]);
      }
    }
    groups.forEach(center);
    return groups;
  }

  // Donuts are larger than marks: each takes in whatever it would cover, the largest first.
  function withoutOverlap(groups) {
    const left = groups.sort((a, b) => b.points.length - a.points.length), kept = [];
    const radius = (group) => (group.points.length > 1 ? donutRadius(group.points.length) : RADIUS);
    for (const group of left) {
      const cover = kept.find((other) => other.points.length > 1
        && Math.hypot(other.x - group.x, other.y - group.y) < radius(other) + radius(group) + 4);
      if (!cover) {
        kept.push(group);
        continue;
      }
      cover.points.push(...group.points);
      center(cover);
    }
    return kept;
  }

  function center(group) {
    const n = group.points.length;
    group.x = group.points.reduce((sum, point) => sum + point.x, 0) / n;
    group.y = group.points.reduce((sum, point) => sum + point.y, 0) / n;
  }

  L.SituationLayer = L.Layer.extend({
    initialize(marks, options) {
      L.setOptions(this, options);
      this._marks = marks;
      this._rows = unpack("", 0);
      this._hits = [];
      this._selected = -1;
    },

    onAdd(map) {
      this._map = map;
      this._small = map.getSize().x < 500;
      // The whole world fits a phone only from further away.
      map.setMinZoom(this._small ? 1 : 2);
      map.getContainer().classList.add(`situation-${this.options.theme}`);
      this._canvas = L.DomUtil.create("canvas", "situation-canvas leaflet-zoom-animated");
      this._canvas.setAttribute("role", "img");
      map.getPane("overlayPane").appendChild(this._canvas);
      this._tooltip = L.tooltip({ direction: "top", offset: [0, -8], className: "situation-tip" });
      this._legend = new L.Control.SituationLegend(this._marks).addTo(map);
      map.on({ moveend: this._draw, resize: this._draw, zoomanim: this._zoomTo }, this);
      map.on({ mousemove: this._hover, mouseout: this._leave, click: this._click }, this);
      this._draw();
    },

    onRemove(map) {
      map.off({ moveend: this._draw, resize: this._draw, zoomanim: this._zoomTo }, this);
      map.off({ mousemove: this._hover, mouseout: this._leave, click: this._click }, this);
      this._legend.remove();
      this._canvas.remove();
    },

    // Show the rows; the first call also moves the view to them, later ones leave it alone.
    show(shown) {
      this._rows = unpack(shown.packed, shown.rows);
      this._selected = shown.selected;
      this._legend.count(shown.counts, this._rows.flags);
      const named = this._marks.map((mark, i) => `${mark.label}: ${shown.counts[i]}`).join(", ");
      this._canvas.setAttribute(
        "aria-label", `Map of ${shown.rows} situations. ${named}. The table below lists them.`);
      if (shown.home && !this._placed) {
        const padding = this._small ? [24, 24] : [70, 70];
        this._map.fitBounds(shown.home, { maxZoom: 7, padding, animate: false });
      }
      this._placed = true;
      this._leave();
      this._draw();
    },

    // Every mark on the screen, in each copy of the world that is in view.
    _points() {
      const { lat, lon, status, flags, code } = this._rows, map = this._map, size = map.getSize();
      const zoom = map.getZoom(), origin = map.getPixelBounds().min, world = 256 * 2 ** zoom;
      const points = [], edge = AREA_RADIUS + 4;
      for (let row = 0; row < lat.length; row++) {
        const at = map.project([lat[row], lon[row]], zoom).subtract(origin);
        if (at.y < -edge || at.y > size.y + edge) continue;
        const first = Math.ceil((-edge - at.x) / world);
        for (let x = at.x + first * world; x <= size.x + edge; x += world) {
          points.push({ row, x, y: at.y, status: status[row], flags: flags[row], code: code[row] });
        }
      }
      return points;
    },

    _draw() {
      const map = this._map, size = map.getSize(), canvas = this._canvas;
      const ratio = window.devicePixelRatio || 1;
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this._corner = map.containerPointToLatLng([0, 0]);
      this._zoom = map.getZoom();
      L.DomUtil.setTransform(canvas, map.containerPointToLayerPoint([0, 0]), 1);
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      this._hits = [];
      const points = this._points();
      let groups = groupsOf(points);
      if (map.getZoom() < map.getMaxZoom()) groups = withoutOverlap(groups);
      groups.sort((a, b) => a.points.length - b.points.length);
      for (const group of groups) {
        if (!this._isDonut(group)) this._drawAreas(pen, group.points);
      }
      for (const group of groups) this._drawGroup(pen, group);
      canvas.dataset.rows = this._rows.lat.length; // for the tests: drawn, and how much
    },

    // Several places are shown as a count, until no further zoom would part them.
    _isDonut({ points }) {
      if (points.every((point) => point.code === points[0].code)) return false;
      return this._map.getZoom() < this._map.getMaxZoom() || points.length > 12;
    },

    _drawAreas(pen, points) {
      for (const point of points) {
        if (!(point.flags & AREA)) continue;
        drawArea(pen, this._marks[point.status], point.flags, point.x, point.y);
        this._hits.push({ x: point.x, y: point.y, r: AREA_RADIUS, points: [point] });
      }
    },

    _drawGroup(pen, group) {
      const points = group.points, n = points.length;
      if (this._isDonut(group)) {
        if (points.some((point) => point.code === this._selected)) {
          drawRing(pen, group.x, group.y, donutRadius(n) + 4);
        }
        drawDonut(pen, this._marks, points, group.x, group.y);
        this._hits.push({ x: group.x, y: group.y, r: donutRadius(n) + 2, points });
        return;
      }
      // Marks that no zoom would part stand side by side, or in a ring if there are many.
      const spread = n === 1 ? 0 : n === 2 ? 9 : Math.max(13, (n * 17) / TURN);
      points.forEach((point, i) => {
        const x = group.x - spread * Math.cos((i / n) * TURN);
        const y = group.y - spread * Math.sin((i / n) * TURN);
        if (point.code === this._selected) drawRing(pen, x, y, 13);
        drawMark(pen, this._marks[point.status], point.flags, x, y, RADIUS);
        this._hits.push({ x, y, r: RADIUS + 4, points: [point] });
      });
    },

    _zoomTo(event) {
      if (!this._corner) return;
      L.DomUtil.setTransform(
        this._canvas, this._map._latLngToNewLayerPoint(this._corner, event.zoom, event.center),
        this._map.getZoomScale(event.zoom, this._zoom));
    },

    _hitAt(at) {
      for (let i = this._hits.length - 1; i >= 0; i--) {
        const hit = this._hits[i];
        if (Math.hypot(at.x - hit.x, at.y - hit.y) <= hit.r) return hit;
      }
      return null;
    },

    _hover(event) {
      const hit = this._hitAt(event.containerPoint);
      if (hit === this._hovered) return;
      this._leave();
      this._hovered = hit;
      if (!hit) return;
      this._map.getContainer().style.cursor = "pointer";
      const tip = L.DomUtil.create("div");
      this._marks.forEach((mark, status) => {
        const alike = hit.points.filter((point) => point.status === status);
        if (!alike.length) return;
        const notes = [alike.some((point) => point.flags & DISPUTED) && "disputed",
                       alike.every((point) => point.flags & STALE) && "stale"].filter(Boolean);
        const line = L.DomUtil.create("div", "", tip);
        line.textContent = hit.points.length > 1 ? `${mark.label}: ${alike.length}`
          : [mark.label, ...notes].join(", ");
      });
      this._tooltip.setContent(tip).setLatLng(this._map.containerPointToLatLng([hit.x, hit.y]));
      this._map.openTooltip(this._tooltip);
    },

    _leave() {
      this._hovered = null;
      this._map.closeTooltip(this._tooltip);
      this._map.getContainer().style.cursor = "";
    },

    _click(event) {
      const hit = this._hitAt(event.containerPoint);
      if (!hit) return;
      if (hit.points.length > 1) {
        const { lat, lon } = this._rows;
        const bounds = L.latLngBounds(hit.points.map((point) => [lat[point.row], lon[point.row]]));
        const fitting = this._map.getBoundsZoom(bounds, false, L.point(120, 120));
        const zoom = Math.min(Math.max(fitting, this._zoom + 1), this._map.getMaxZoom());
        this._map.setView(bounds.getCenter(), zoom);
        return;
      }
      // The time tells a second click on the same place from no click at all.
      window.Streamlit.setComponentValue({ place: hit.points[0].code, clicked: Date.now() });
    },
  });

  L.situationLayer = (marks, options) => new L.SituationLayer(marks, options);
})();
