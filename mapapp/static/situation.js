// The layer of situations: marks, count donuts and areas on one canvas. Needs marks.js, groups.js,
// areas.js, cells.js, viewpoint.js and legend.js.
//
// It is told numbers only (see mapapp/map/cells.py). Words come from the palette, which is ours,
// and reach the page as textContent.
(function () {
  "use strict";

  const { STALE, DISPUTED, AREA, RADIUS, AREA_RADIUS, TURN } = L.situationMarks;
  const { drawMark, drawDonut, drawRing, donutRadius } = L.situationMarks;
  const { groupsOf, withoutOverlap } = L.situationGroups;
  const SEVERAL = -1; // the code of a row that counts several places, as in cells.py
  const NEAR = 5; // the zoom from which one place can be told from its neighbours
  const NOTHING = { header: { counts: [], stale: 0, disputed: 0, areas: 0 }, code: [] };

  const radiusOf = ({ points, count }) => (points.length > 1 ? donutRadius(count) : RADIUS);

  L.SituationLayer = L.Layer.extend({
    // options: theme, and the addresses cells and areas; without them the rows come with `show`.
    initialize(marks, options) {
      L.setOptions(this, options);
      this._marks = marks;
      this._rows = NOTHING;
      this._hits = [];
      this._selected = null;
      const absolute = (url) => url && new URL(url, location.href).href;
      this._areas = new L.situationAreas.Areas(absolute(options.areas), () => this._draw());
      this._cells = new L.situationCells.Cells(
        absolute(options.cells), (rows, question) => this._take(rows, question),
        () => { this._canvas.dataset.failed = "yes"; });
    },

    onAdd(map) {
      this._map = map;
      this._viewpoint = new L.situationViewpoint.Viewpoint(map);
      this._small = map.getSize().x < 500;
      // The whole world fits a phone only from further away.
      map.setMinZoom(this._small ? 1 : 2);
      map.getContainer().classList.add(`situation-${this.options.theme}`);
      this._canvas = L.DomUtil.create("canvas", "situation-canvas leaflet-zoom-animated");
      this._canvas.setAttribute("role", "img");
      map.getPane("overlayPane").appendChild(this._canvas);
      this._tooltip = L.tooltip({ direction: "top", offset: [0, -8], className: "situation-tip" });
      this._legend = new L.Control.SituationLegend(this._marks).addTo(map);
      map.on(this._events(), this);
      this._draw();
    },

    onRemove(map) {
      map.off(this._events(), this);
      this._legend.remove();
      this._canvas.remove();
    },

    _events() {
      return {
        moveend: this._moved, resize: this._moved, zoomanim: this._zoomTo,
        mousemove: this._hover, mouseout: this._leave, click: this._click,
      };
    },

    // Show what a filter leaves; the first call also moves the view, later ones leave it alone
    // unless the page's address has come to ask for another.
    show(shown) {
      const before = this._selected?.code;
      this._selected = shown.selected;
      if (!this._viewpoint.follow() && shown.home && !this._placed) {
        const padding = this._small ? [24, 24] : [70, 70];
        this._map.fitBounds(shown.home, { maxZoom: 7, padding, animate: false });
      }
      else if (this._placed && shown.selected && shown.selected.code !== before) this._lookAt();
      this._placed = true;
      this._viewpoint.settle();
      this._listen(shown.channel);
      this._query = shown.query;
      if (!shown.tells_area) this._told = "";
      this._tellsArea = shown.tells_area;
      this._tellArea();
      if (shown.packed) this._take(L.situationCells.unpackText(shown.packed), shown.query);
      else this._moved();
    },

    // Move to the selected place, unless it was chosen on the map itself or is well in view.
    _lookAt() {
      const { code, x, y } = this._selected, map = this._map, zoom = map.getZoom();
      const at = map.unproject([x * 256 * 2 ** zoom, y * 256 * 2 ** zoom], zoom);
      const isNear = zoom >= NEAR && map.getBounds().pad(-0.1).contains(at);
      if (code !== this._clicked && !isNear) map.setView(at, Math.max(zoom, NEAR));
      this._clicked = null;
    },

    // Tell the page where the map looks, once it rests there.
    _tellArea() {
      clearTimeout(this._telling);
      if (!this._tellsArea) return;
      this._telling = setTimeout(() => {
        const { min, max } = this._map.getPixelBounds(), world = 256 * 2 ** this._map.getZoom();
        const area = [min.x, min.y, max.x, max.y].map((at) => Math.round(1e6 * at / world) / 1e6);
        if (this._told === area.join()) return;
        this._told = area.join();
        window.Streamlit.setComponentValue({ area });
      }, 250);
    },

    // Let the timeline show other days than the filter's, until the next `show`.
    _listen(name) {
      if (!name || !this.options.cells || this._channel?.name === name) return;
      this._channel?.close();
      this._channel = new BroadcastChannel(name);
      this._channel.onmessage = ({ data }) => {
        const asked = new URLSearchParams(this._query);
        asked.set("from", data.since);
        asked.set("to", data.until);
        // Commas as the server writes them, so that the same question is not asked twice.
        this._query = asked.toString().replaceAll("%2C", ",");
        this._cells.ask(this._query, this._map);
      };
    },

    _moved() {
      this._draw();
      this._tellArea();
      if (this._query && this.options.cells) this._cells.ask(this._query, this._map);
    },

    _take(rows, question) {
      this._rows = rows;
      const { header } = rows, total = header.counts.reduce((sum, count) => sum + count, 0);
      const named = this._marks.map((mark, i) => `${mark.label}: ${header.counts[i]}`).join(", ");
      this._canvas.setAttribute(
        "aria-label", `Map of ${total} situations. ${named}. The table below lists them.`);
      this._canvas.dataset.rows = total; // for the tests: what is drawn, and how much
      this._canvas.dataset.question = question;
      delete this._canvas.dataset.failed;
      this._legend.count(header);
      this._leave();
      this._draw();
    },

    // Every row on the screen, in each copy of the world that is in view.
    _points() {
      const { x, y, count, status, flags, code } = this._rows, size = this._map.getSize();
      const origin = this._map.getPixelBounds().min, world = 256 * 2 ** this._map.getZoom();
      const points = [], edge = AREA_RADIUS + 4;
      for (let row = 0; row < code.length; row++) {
        const isArea = flags[row] & AREA, top = y[row] * world - origin.y;
        // An area may reach into the view from outside.
        if (!isArea && (top < -edge || top > size.y + edge)) continue;
        const left = x[row] * world - origin.x, reach = isArea ? world / 2 : edge;
        for (let at = left + Math.ceil((-reach - left) / world) * world;
          at <= size.x + reach; at += world) {
          points.push({
            x: at, y: top, worldX: x[row], worldY: y[row], count: count[row],
            status: status[row], flags: flags[row], code: code[row],
          });
        }
      }
      return points;
    },

    _draw() {
      if (!this._map) return;
      const map = this._map, size = map.getSize(), canvas = this._canvas;
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
        canvas.width = size.x * ratio;
        canvas.height = size.y * ratio;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      this._corner = map.containerPointToLatLng([0, 0]);
      this._zoom = map.getZoom();
      this._world = 256 * 2 ** this._zoom;
      L.DomUtil.setTransform(canvas, map.containerPointToLayerPoint([0, 0]), 1);
      const pen = canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, size.x, size.y);
      this._hits = [];
      const points = this._points(), edge = AREA_RADIUS + 4;
      this._shownAreas = points.filter((point) => point.flags & AREA);
      for (const point of this._shownAreas) {
        this._areas.draw(pen, this._marks[point.status], point, this._world);
      }
      let groups = groupsOf(points.filter(({ x }) => x >= -edge && x <= size.x + edge));
      if (this._zoom < map.getMaxZoom()) groups = withoutOverlap(groups, radiusOf);
      groups.sort((a, b) => a.count - b.count);
      for (const group of groups) this._drawGroup(pen, group);
    },

    // Several places are shown as a count, until no further zoom would part them.
    _isDonut({ points }) {
      const [{ code }] = points;
      if (code !== SEVERAL && points.every((point) => point.code === code)) return false;
      return this._zoom < this._map.getMaxZoom() || points.length > 12;
    },

    // Whether a group has the selected place, if only as one of several it counts.
    _isSelected({ points }) {
      const selected = this._selected;
      return selected && points.some((point) => point.code === selected.code
        || (point.code === SEVERAL
          && Math.abs(point.worldX - selected.x) * this._world < 8
          && Math.abs(point.worldY - selected.y) * this._world < 8));
    },

    _drawGroup(pen, group) {
      const { points, count } = group, n = points.length, selected = this._isSelected(group);
      if (this._isDonut(group)) {
        if (selected) drawRing(pen, group.x, group.y, donutRadius(count) + 4);
        drawDonut(pen, this._marks, points, count, group.x, group.y);
        this._hits.push({ x: group.x, y: group.y, r: donutRadius(count) + 2, points });
        return;
      }
      // Marks that no zoom would part stand side by side, or in a ring if there are many.
      const spread = n === 1 ? 0 : n === 2 ? 9 : Math.max(13, (n * 17) / TURN);
      points.forEach((point, i) => {
        const x = group.x - spread * Math.cos((i / n) * TURN);
        const y = group.y - spread * Math.sin((i / n) * TURN);
        if (selected && point.code === this._selected.code) drawRing(pen, x, y, 13);
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

    // The mark at a point of the screen, else the smallest area around it.
    _hitAt(at) {
      for (let i = this._hits.length - 1; i >= 0; i--) {
        const hit = this._hits[i];
        if (Math.hypot(at.x - hit.x, at.y - hit.y) <= hit.r) return hit;
      }
      const area = (this._shownAreas || []).findLast(
        (point) => this._areas.contains(point, this._world, at.x, at.y));
      return area ? { x: at.x, y: at.y, points: [area] } : null;
    },

    _hover(event) {
      const hit = this._hitAt(event.containerPoint);
      if (hit && this._hovered && hit.points[0] === this._hovered.points[0]) return;
      if (!hit && !this._hovered) return;
      this._leave();
      this._hovered = hit;
      if (!hit) return;
      this._map.getContainer().style.cursor = "pointer";
      const tip = L.DomUtil.create("div"), total = hit.points.reduce((n, { count }) => n + count, 0);
      this._marks.forEach((mark, status) => {
        const alike = hit.points.filter((point) => point.status === status);
        if (!alike.length) return;
        const notes = [alike.some((point) => point.flags & DISPUTED) && "disputed",
                       alike.every((point) => point.flags & STALE) && "stale"].filter(Boolean);
        const line = L.DomUtil.create("div", "", tip);
        const many = alike.reduce((n, { count }) => n + count, 0);
        line.textContent = total > 1 ? `${mark.label}: ${many}` : [mark.label, ...notes].join(", ");
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
      if (hit.points.length > 1 || hit.points[0].code === SEVERAL) {
        const map = this._map, at = ({ x, y }) => map.containerPointToLatLng([x, y]);
        const bounds = L.latLngBounds(hit.points.map(at));
        const apart = hit.points.some(({ x, y }) => Math.hypot(
          x - hit.points[0].x, y - hit.points[0].y) > 1);
        const fitting = apart ? map.getBoundsZoom(bounds, false, L.point(120, 120)) : this._zoom + 2;
        map.setView(
          bounds.getCenter(), Math.min(Math.max(fitting, this._zoom + 1), map.getMaxZoom()));
        return;
      }
      this._clicked = hit.points[0].code;
      // The time tells a second click on the same place from no click at all.
      window.Streamlit.setComponentValue({ place: hit.points[0].code, clicked: Date.now() });
    },
  });

  L.situationLayer = (marks, options) => new L.SituationLayer(marks, options);
})();
