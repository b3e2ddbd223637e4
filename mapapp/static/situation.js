// The layer of situations: marks, count donuts and areas on one canvas, and the legend.
//
// It is told numbers only (see mapapp/map/marks.py). Words come from the palette, which is ours,
// and reach the page as textContent.
(function () {
  "use strict";

  const STALE = 1, DISPUTED = 2, AREA = 8; // bits of the flags, as in marks.py
  const RIM = "#ffffff";
  const RADIUS = 6.5; // half a mark's size, in CSS pixels
  const AREA_RADIUS = 24;
  const MERGE_WITHIN = 20; // marks nearer than this are shown as one
  const TURN = 2 * Math.PI;

  // ---- shapes --------------------------------------------------------------------------------

  function outline(pen, shape, x, y, r) {
    pen.beginPath();
    if (shape === "circle") {
      pen.arc(x, y, r, 0, TURN);
    } else if (shape === "square") {
      pen.rect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84);
    } else if (shape === "diamond") {
      pen.moveTo(x, y - r * 1.2);
      pen.lineTo(x + r * 1.2, y);
      pen.lineTo(x, y + r * 1.2);
      pen.lineTo(x - r * 1.2, y);
      pen.closePath();
    } else {
      pen.moveTo(x, y - r * 1.2);
      pen.lineTo(x + r * 1.2, y + r * 0.9);
      pen.lineTo(x - r * 1.2, y + r * 0.9);
      pen.closePath();
    }
  }

  // One mark with its white rim. Stale: only its outline is left in colour. Disputed: its right
  // half is white.
  function drawMark(pen, mark, flags, x, y, r) {
    pen.lineJoin = "round";
    outline(pen, mark.shape, x, y, r);
    pen.lineWidth = 4;
    pen.strokeStyle = RIM;
    pen.stroke();
    pen.fillStyle = RIM;
    pen.fill();
    if (!mark.hollow) {
      pen.save();
      outline(pen, mark.shape, x, y, r);
      pen.clip();
      if (flags & STALE) pen.globalAlpha = 0.28;
      pen.fillStyle = mark.color;
      pen.fillRect(x - 2 * r, y - 2 * r, flags & DISPUTED ? 2 * r : 4 * r, 4 * r);
      pen.restore();
    }
    if (mark.hollow || flags & (STALE | DISPUTED)) {
      outline(pen, mark.shape, x, y, r - 0.6);
      pen.lineWidth = mark.hollow ? 2 : 1.6;
      pen.strokeStyle = mark.color;
      pen.globalAlpha = mark.hollow && flags & STALE ? 0.5 : 1;
      pen.stroke();
      pen.globalAlpha = 1;
    }
  }

  function drawArea(pen, mark, flags, x, y) {
    pen.beginPath();
    pen.arc(x, y, AREA_RADIUS, 0, TURN);
    pen.fillStyle = mark.color;
    pen.globalAlpha = flags & STALE ? 0.1 : 0.2;
    pen.fill();
    pen.globalAlpha = flags & STALE ? 0.4 : 0.75;
    pen.lineWidth = 1.2;
    pen.setLineDash([4, 3]);
    pen.strokeStyle = mark.color;
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  function donutRadius(total) {
    return Math.min(21, 9 + 2.1 * Math.log2(total));
  }

  function drawDonut(pen, marks, counts, x, y) {
    const total = counts.reduce((a, b) => a + b, 0), r = donutRadius(total);
    pen.beginPath();
    pen.arc(x, y, r + 1.8, 0, TURN);
    pen.fillStyle = RIM;
    pen.fill();
    let from = -TURN / 4;
    counts.forEach((count, status) => {
      if (!count) return;
      const to = from + (count / total) * TURN;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, r, from, to);
      pen.closePath();
      pen.fillStyle = marks[status].color;
      pen.fill();
      from = to;
    });
    pen.beginPath();
    pen.arc(x, y, r * 0.64, 0, TURN);
    pen.fillStyle = RIM;
    pen.fill();
    pen.fillStyle = "#222";
    pen.font = `600 ${r < 12 ? 10 : 11}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(total > 999 ? `${Math.round(total / 1000)}k` : String(total), x, y + 0.5);
  }

  // ---- what is shown -------------------------------------------------------------------------

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
    for (const group of groups) {
      const n = group.points.length;
      group.x = group.points.reduce((sum, point) => sum + point.x, 0) / n;
      group.y = group.points.reduce((sum, point) => sum + point.y, 0) / n;
    }
    return groups;
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
        const small = this._map.getSize().x < 500;
        this._map.fitBounds(shown.home, { maxZoom: 7, padding: small ? [24, 24] : [70, 70],
                                          animate: false });
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
      for (const point of points) {
        if (!(point.flags & AREA)) continue;
        drawArea(pen, this._marks[point.status], point.flags, point.x, point.y);
        this._hits.push({ x: point.x, y: point.y, r: AREA_RADIUS, points: [point] });
      }
      const groups = groupsOf(points).sort((a, b) => a.points.length - b.points.length);
      for (const group of groups) this._drawGroup(pen, group);
      canvas.dataset.rows = this._rows.lat.length; // for the tests: drawn, and how much
    },

    _drawGroup(pen, group) {
      const points = group.points, n = points.length;
      const onePlace = points.every((point) => point.code === points[0].code);
      const last = this._map.getZoom() >= this._map.getMaxZoom();
      if (n > 1 && !onePlace && !(last && n <= 12)) {
        const counts = this._marks.map(
          (_, status) => points.filter((point) => point.status === status).length);
        if (points.some((point) => point.code === this._selected)) {
          this._drawRing(pen, group.x, group.y, donutRadius(n) + 4);
        }
        drawDonut(pen, this._marks, counts, group.x, group.y);
        this._hits.push({ x: group.x, y: group.y, r: donutRadius(n) + 2, points });
        return;
      }
      // Marks that no zoom would part stand side by side, or in a ring if there are many.
      const spread = n === 1 ? 0 : n === 2 ? 9 : Math.max(13, (n * 17) / TURN);
      points.forEach((point, i) => {
        const x = group.x - spread * Math.cos((i / n) * TURN);
        const y = group.y - spread * Math.sin((i / n) * TURN);
        if (point.code === this._selected) this._drawRing(pen, x, y, 13);
        drawMark(pen, this._marks[point.status], point.flags, x, y, RADIUS);
        this._hits.push({ x, y, r: RADIUS + 4, points: [point] });
      });
    },

    _drawRing(pen, x, y, r) {
      for (const [width, color] of [[5, RIM], [2.4, "#7a3fb4"]]) {
        pen.beginPath();
        pen.arc(x, y, r, 0, TURN);
        pen.lineWidth = width;
        pen.strokeStyle = color;
        pen.stroke();
      }
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

  // ---- legend --------------------------------------------------------------------------------

  L.Control.SituationLegend = L.Control.extend({
    options: { position: "bottomleft" },

    initialize(marks) {
      this._marks = marks;
    },

    onAdd() {
      this._box = L.DomUtil.create("div", "situation-legend");
      this._box.setAttribute("role", "list");
      this._box.setAttribute("aria-label", "Legend");
      L.DomEvent.disableClickPropagation(this._box);
      return this._box;
    },

    count(counts, flags) {
      this._box.replaceChildren();
      this._marks.forEach((mark, i) => this._line(mark, 0, mark.label, counts[i]));
      const first = this._marks[0], many = (bit) => flags.filter((flag) => flag & bit).length;
      if (many(STALE)) this._line(first, STALE, "Stale", many(STALE), "situation-note");
      if (many(DISPUTED)) this._line(first, DISPUTED, "Disputed", many(DISPUTED), "situation-note");
      if (many(AREA)) this._line(first, AREA, "Whole area", many(AREA), "situation-note");
    },

    _line(mark, flags, label, count, className = "") {
      const line = L.DomUtil.create("div", `situation-line ${className}`, this._box);
      line.setAttribute("role", "listitem");
      const swatch = L.DomUtil.create("canvas", "", line);
      swatch.width = swatch.height = 40;
      swatch.setAttribute("aria-hidden", "true");
      const pen = swatch.getContext("2d");
      pen.scale(2, 2);
      const grey = flags ? { ...mark, color: "#7b8790", shape: "circle" } : mark;
      if (flags & AREA) {
        pen.translate(10, 10);
        pen.scale(0.36, 0.36);
        drawArea(pen, grey, 0, 0, 0);
      } else {
        drawMark(pen, grey, flags, 10, 10, 6);
      }
      L.DomUtil.create("span", "situation-label", line).textContent = label;
      L.DomUtil.create("span", "situation-count", line).textContent = count.toLocaleString("en");
      line.classList.toggle("situation-empty", !count);
    },
  });
})();
