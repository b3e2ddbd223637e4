// The basemap: L.naturalEarth(baseUrl, {theme: "light" | "dark"}) is a Leaflet layer that draws
// land, lakes, borders and labels on canvas. It fetches world.bin and labels.json from baseUrl, and
// detail.bin from zoom 5 on; nothing else. mapapp/map/build_basemap.py writes these files.
// Needs Leaflet 1.9. Sets window.__basemapDrawn once everything in view has been drawn.
(function () {
  "use strict";

  const ATTRIBUTION =
    "Basemap: Natural Earth; cities: GeoNames CC BY 4.0. Boundaries imply no position.";
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
  const THEMES = {
    light: {
      water: "#d0dce4", land: "#f6f5f1", coast: "#b3c2cc", border: "#a7a29b",
      area: "#5d5a55", city: "#403e3b", halo: "#f6f5f1", sea: "#47606f", seaHalo: "#d0dce4",
    },
    dark: {
      water: "#141a20", land: "#272d35", coast: "#3c4650", border: "#626d79",
      area: "#a4aeb9", city: "#c3ccd5", halo: "#1f252c", sea: "#8798a9", seaHalo: "#141a20",
    },
  };
  const COAST = 0, BORDER = 1, DISPUTED = 2, SHORE = 3;
  const DETAIL_ZOOM = 5;
  const CHUNK = 32; // points culled together
  const BUDGET_MS = 8; // drawing time per frame, so that dragging stays smooth
  const SPECK_PX = 6; // lakes that look smaller than this are not drawn
  const OVERLAP_PX = 1; // tiles overlap, or hairlines of water show between them

  // ---- Reading the shape files (layout: mapapp/map/basemap_file.py) ----

  function decode(buffer) {
    const bytes = new Uint8Array(buffer);
    if (String.fromCharCode(...bytes.subarray(0, 4)) !== "SMB1") {
      throw new Error("The basemap's file is of another format, expected SMB1.");
    }
    let at = 4;
    const take = () => {
      let value = 0, shift = 0, byte;
      do {
        byte = bytes[at++];
        value |= (byte & 127) << shift;
        shift += 7;
      } while (byte > 127);
      return value;
    };
    const signed = () => {
      const value = take();
      return (value >>> 1) ^ -(value & 1);
    };
    const size = 1 << take();
    const arcs = [];
    let originX = 0, originY = 0;
    for (let left = take(); left > 0; left--) {
      const kind = take(), length = take();
      const points = new Int32Array(2 * length);
      let x = originX, y = originY;
      for (let i = 0; i < points.length; i += 2) {
        points[i] = x += signed();
        points[i + 1] = y += signed();
      }
      originX = points[0];
      originY = points[1];
      arcs.push(makeArc(kind, points));
    }
    const rings = () => {
      const found = [];
      let last = 0;
      for (let left = take(); left > 0; left--) {
        const indices = [];
        for (let arcsLeft = take(); arcsLeft > 0; arcsLeft--) indices.push((last += signed()));
        found.push(makeRing(indices, arcs, size));
      }
      return found;
    };
    return { size, arcs, land: rings(), lakes: rings() };
  }

  // Boxes are [west, north, east, south] in units of the file's grid.
  function makeArc(kind, points) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const boxes = []; // of each chunk; chunks share their end points
    for (let start = 0; start < points.length - 2; start += 2 * CHUNK) {
      const chunk = [Infinity, Infinity, -Infinity, -Infinity];
      const stop = Math.min(start + 2 * CHUNK, points.length - 2);
      for (let i = start; i <= stop; i += 2) grow(chunk, points[i], points[i + 1]);
      boxes.push(chunk);
      grow(box, chunk[0], chunk[1]);
      grow(box, chunk[2], chunk[3]);
    }
    return { kind, points, box, boxes, lengths: kind === DISPUTED ? lengths(points) : null };
  }

  function grow(box, x, y) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }

  // Way from the arc's start to the start of each chunk: dashes go on from tile to tile.
  function lengths(points) {
    const found = [];
    let sum = 0;
    for (let i = 0; i < points.length - 2; i += 2) {
      if (i % (2 * CHUNK) === 0) found.push(sum);
      sum += Math.hypot(points[i + 2] - points[i], points[i + 3] - points[i + 1]);
    }
    return found;
  }

  // Each arc is shifted by whole worlds to join the last one, so a ring runs on across 180 degrees.
  function makeRing(indices, arcs, size) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let first = null, end = null;
    const parts = indices.map((index) => {
      const arc = arcs[index < 0 ? ~index : index], p = arc.points, n = p.length;
      const from = index < 0 ? p[n - 2] : p[0], to = index < 0 ? p[0] : p[n - 2];
      const shift = end === null ? 0 : Math.round((end - from) / size) * size;
      if (first === null) first = from;
      end = to + shift;
      grow(box, arc.box[0] + shift, arc.box[1]);
      grow(box, arc.box[2] + shift, arc.box[3]);
      return { arc, reversed: index < 0, shift };
    });
    // Antarctica goes round the world: it is closed below the map's edge.
    const polar = Math.abs(end - first) > size / 2 ? [end, first] : null;
    if (polar) grow(box, first, 1.1 * size);
    return { parts, box, polar };
  }

  // ---- Drawing shapes ----

  const isSpeck = (box, scale) => Math.max(box[2] - box[0], box[3] - box[1]) * scale < SPECK_PX;
  const apart = (a, b) => a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3];

  // Calls visit(view) for each copy of the world in which the box meets the view.
  function eachCopy(box, view, size, visit) {
    for (let shift = -size; shift <= size; shift += size) {
      const moved = [view[0] + shift, view[1], view[2] + shift, view[3]];
      if (!apart(box, moved)) visit(moved);
    }
  }

  // Adds a ring to the path. What lies wholly beyond one side of the view is cut short.
  function traceRing(ctx, ring, view, scale) {
    let started = false;
    const put = (x, y) => {
      if (started) ctx.lineTo((x - view[0]) * scale, (y - view[1]) * scale);
      else ctx.moveTo((x - view[0]) * scale, (y - view[1]) * scale);
      started = true;
    };
    for (const { arc, reversed, shift } of ring.parts) {
      const { points, boxes } = arc;
      const near = [view[0] - shift, view[1], view[2] - shift, view[3]];
      const last = points.length - 2, head = reversed ? last : 0, tail = last - head;
      put(points[head] + shift, points[head + 1]);
      if (apart(arc.box, near)) {
        put(points[tail] + shift, points[tail + 1]);
        continue;
      }
      for (let c = 0; c < boxes.length; c++) {
        const chunk = reversed ? boxes.length - 1 - c : c;
        const low = chunk * 2 * CHUNK, high = Math.min(low + 2 * CHUNK, last);
        if (!apart(boxes[chunk], near)) {
          if (reversed) for (let i = high - 2; i > low; i -= 2) put(points[i] + shift, points[i + 1]);
          else for (let i = low + 2; i < high; i += 2) put(points[i] + shift, points[i + 1]);
        }
        const stop = reversed ? low : high;
        put(points[stop] + shift, points[stop + 1]);
      }
    }
    if (ring.polar) for (const x of ring.polar) put(x, ring.box[3]);
    ctx.closePath();
  }

  function fillRings(ctx, rings, view, size, scale, colour) {
    ctx.beginPath();
    for (const ring of rings) {
      eachCopy(ring.box, view, size, (moved) => traceRing(ctx, ring, moved, scale));
    }
    ctx.fillStyle = colour;
    ctx.fill();
  }

  // Land that the source cuts at 180 degrees has an edge there that is no coast: it is left out.
  function traceChunk(ctx, points, chunk, view, size, scale) {
    const low = chunk * 2 * CHUNK, high = Math.min(low + 2 * CHUNK, points.length - 2);
    ctx.moveTo((points[low] - view[0]) * scale, (points[low + 1] - view[1]) * scale);
    for (let i = low + 2; i <= high; i += 2) {
      const x = (points[i] - view[0]) * scale, y = (points[i + 1] - view[1]) * scale;
      if (points[i] === points[i - 2] && points[i] % size === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    }
  }

  function strokeArcs(ctx, arcs, view, size, scale, style) {
    ctx.strokeStyle = style.colour;
    ctx.lineWidth = style.width;
    ctx.beginPath();
    for (const arc of arcs) {
      eachCopy(arc.box, view, size, (moved) => {
        arc.boxes.forEach((box, chunk) => {
          if (apart(box, moved)) return;
          if (style.dash) {
            ctx.beginPath();
            ctx.setLineDash(style.dash);
            ctx.lineDashOffset = arc.lengths[chunk] * scale;
          }
          traceChunk(ctx, arc.points, chunk, moved, size, scale);
          if (style.dash) ctx.stroke();
        });
      });
    }
    if (!style.dash) ctx.stroke();
    ctx.setLineDash([]);
  }

  function drawTile(canvas, coords, tilePx, shapes, theme) {
    const ratio = window.devicePixelRatio || 1, side = tilePx + OVERLAP_PX;
    const pixels = Math.ceil(side * ratio);
    if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
    const ctx = canvas.getContext("2d", { alpha: false });
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.fillStyle = theme.water;
    ctx.fillRect(0, 0, side + 1, side + 1);
    if (!shapes) return;
    const { size } = shapes, scale = (tilePx * 2 ** coords.z) / size, pad = 4 / scale;
    const west = (coords.x * tilePx) / scale, north = (coords.y * tilePx) / scale;
    // The origin of the view is its corner: the margin is added by translating.
    const view = [west - pad, north - pad, west + side / scale + pad, north + side / scale + pad];
    ctx.translate(-4, -4);
    ctx.lineJoin = "round";
    fillRings(ctx, shapes.land, view, size, scale, theme.land);
    const lakes = shapes.lakes.filter((ring) => !isSpeck(ring.box, scale));
    fillRings(ctx, lakes, view, size, scale, theme.water);
    const bold = coords.z < 4 ? 0.7 : coords.z < 6 ? 1 : 1.3;
    const coast = { colour: theme.coast, width: 0.8 };
    strokeArcs(ctx, shapes.byKind[COAST], view, size, scale, coast);
    const shores = shapes.byKind[SHORE].filter((arc) => !isSpeck(arc.box, scale));
    strokeArcs(ctx, shores, view, size, scale, coast);
    const border = { colour: theme.border, width: bold };
    strokeArcs(ctx, shapes.byKind[BORDER], view, size, scale, border);
    const dashed = { ...border, dash: coords.z < 4 ? [2, 2] : [4, 3] };
    strokeArcs(ctx, shapes.byKind[DISPUTED], view, size, scale, dashed);
  }

  function sortByKind(shapes) {
    shapes.byKind = [COAST, BORDER, DISPUTED, SHORE].map((kind) =>
      shapes.arcs.filter((arc) => arc.kind === kind));
    return shapes;
  }

  // ---- Labels ----

  // Boxes are kept in cells of 64 px, so that each new one meets only its neighbours. A label's own
  // box does not stand in its way.
  function makeCrowd() {
    const cells = new Map();
    const cellsOf = (box) => {
      const keys = [];
      for (let i = box[0] >> 6; i <= box[2] >> 6; i++) {
        for (let j = box[1] >> 6; j <= box[3] >> 6; j++) keys.push(i * 4096 + j);
      }
      return keys;
    };
    return {
      isFree: (box, owner) => cellsOf(box).every((key) =>
        (cells.get(key) || []).every((entry) => entry.owner === owner || apart(entry.box, box))),
      add: (box, owner) => cellsOf(box).forEach((key) => {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push({ box, owner });
      }),
    };
  }

  function lines(name, longest) {
    const words = name.split(" ");
    if (name.length <= longest || words.length === 1) return [name];
    const cut = words.map((_, i) => i).slice(1).reduce((best, i) => {
      const longer = (k) => Math.max(words.slice(0, k).join(" ").length, words.slice(k).join(" ").length);
      return longer(i) < longer(best) ? i : best;
    }, 1);
    const halves = [words.slice(0, cut).join(" "), words.slice(cut).join(" ")];
    return halves.flatMap((half) => (half.length > 1.6 * longest ? lines(half, longest) : [half]));
  }

  function areaStyle(label, zoom, theme) {
    if (zoom < label.zoom || zoom > 8) return null;
    const px = Math.min(15, 9.5 + label.rank + (zoom > 3 ? 0.5 : 0) + (zoom > 5 ? 1.5 : 0));
    const text = label.member ? label.name.toUpperCase() : label.name;
    return {
      font: `600 ${label.member ? px : px + 0.5}px ${FONT}`, px, colour: theme.area,
      halo: theme.halo, spacing: label.member ? 0.8 : 0.2, lines: lines(text, 13),
    };
  }

  function cityStyle(label, zoom, theme) {
    if (zoom < label.zoom) return null;
    const px = (label.capital ? 12 : 11.5) + (zoom > 7 ? 0.5 : 0);
    return {
      font: `${label.capital ? 600 : 400} ${px}px ${FONT}`, px, colour: theme.city,
      halo: theme.halo, spacing: 0, lines: [label.name],
    };
  }

  function seaStyle(label, zoom, theme) {
    if (zoom < label.zoom || zoom > label.zoom + 4) return null;
    const px = zoom > label.zoom + 1 ? 13 : 12;
    return {
      font: `italic 400 ${px}px ${FONT}`, px, colour: theme.sea, halo: theme.seaHalo,
      spacing: 0.6, lines: lines(label.name, 11),
    };
  }

  const PRIORITY = [["areas", areaStyle], ["cities", cityStyle], ["seas", seaStyle]];

  // Where the middle of the text may stand, best first, seen from the label's point.
  function positions(group, width, height, px) {
    if (group === "seas") return [[0, 0], [0, -height], [0, height]];
    if (group === "areas") {
      const steps = [[0, 0]];
      for (const d of [1.2, 2.2]) steps.push([0, -d * px], [0, d * px], [-d * px, 0], [d * px, 0]);
      return steps;
    }
    const right = width / 2 + 7, up = height / 2 + 5;
    return [[right, 0], [-right, 0], [0, -up], [0, up], [right, -up / 2], [right, up / 2]];
  }

  function drawText(ctx, style, x, y) {
    ctx.font = style.font;
    if ("letterSpacing" in ctx) ctx.letterSpacing = `${style.spacing}px`;
    ctx.lineWidth = 2.6;
    ctx.strokeStyle = style.halo;
    ctx.fillStyle = style.colour;
    ctx.globalAlpha = 0.85; // so that a halo does not blot out a lake or a border
    const step = 1.15 * style.px;
    const top = y - ((style.lines.length - 1) * step) / 2;
    style.lines.forEach((line, i) => ctx.strokeText(line, x + style.spacing / 2, top + i * step));
    ctx.globalAlpha = 1;
    style.lines.forEach((line, i) => ctx.fillText(line, x + style.spacing / 2, top + i * step));
  }

  function drawMark(ctx, label, x, y, theme) {
    ctx.beginPath();
    ctx.arc(x, y, label.capital ? 2.9 : 1.9, 0, 2 * Math.PI);
    ctx.lineWidth = label.capital ? 4 : 2.5;
    ctx.strokeStyle = theme.halo;
    ctx.stroke();
    ctx.fillStyle = label.capital ? theme.halo : theme.city;
    ctx.fill();
    if (!label.capital) return;
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = theme.city;
    ctx.stroke();
  }

  function measure(ctx, style) {
    ctx.font = style.font;
    if ("letterSpacing" in ctx) ctx.letterSpacing = `${style.spacing}px`;
    const width = Math.max(...style.lines.map((line) => ctx.measureText(line).width));
    return { width, height: style.lines.length * 1.15 * style.px };
  }

  // Places and draws the labels in view: areas, then capitals and cities, then seas.
  function drawLabels(ctx, labels, place, theme) {
    const crowd = makeCrowd(), dots = dotsInView(labels.cities, place);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const [group, styleOf] of PRIORITY) {
      for (const label of labels[group]) {
        if (place.zoom < label.zoom) continue;
        for (const [x, y] of place.points(label)) {
          const style = styleOf(label, place.zoom, theme);
          if (!style) continue;
          const dot = [x - 5, y - 5, x + 5, y + 5];
          if (group === "cities" && !crowd.isFree(dot, null)) continue;
          const { width, height } = measure(ctx, style);
          const free = positions(group, width, height, style.px)
            .map(([dx, dy]) => [x + dx, y + dy, around(x + dx, y + dy, width + 6, height + 3)])
            .filter((spot) => crowd.isFree(spot[2], null));
          const spot = free.find((clear) => dots.isFree(clear[2], label)) || free[0];
          if (!spot) continue;
          crowd.add(spot[2], label);
          if (group === "cities") {
            crowd.add(dot, label);
            drawMark(ctx, label, x, y, theme);
          }
          drawText(ctx, style, spot[0], spot[1]);
        }
      }
    }
  }

  // Names rather stand where they cover no other city.
  function dotsInView(cities, place) {
    const dots = makeCrowd();
    for (const city of cities) {
      if (place.zoom < city.zoom) continue;
      for (const [x, y] of place.points(city)) dots.add(around(x, y, 10, 10), city);
    }
    return dots;
  }

  const around = (x, y, width, height) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];

  // L.Renderer keeps the canvas in place while the map moves and carries it along on zooming.
  const Labels = L.Renderer.extend({
    options: { pane: "labels", padding: 0.25 },

    initialize: function (owner) {
      L.Renderer.prototype.initialize.call(this);
      this._owner = owner;
    },

    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._container.style.pointerEvents = "none";
    },

    _destroyContainer: function () {
      L.DomUtil.remove(this._container);
      delete this._container;
    },

    _updatePaths: function () {},

    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const canvas = this._container, ratio = window.devicePixelRatio || 1;
      const size = this._bounds.getSize();
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      const { labels, theme } = this._owner._parts();
      if (!labels) return;
      const ctx = canvas.getContext("2d");
      ctx.scale(ratio, ratio);
      drawLabels(ctx, labels, this._placing(labels.size, size), theme);
      this._owner._labelsDrawn();
    },

    // Where a label's point stands on the canvas, once for each copy of the world in view.
    _placing: function (gridSize, size) {
      const map = this._map, zoom = map.getZoom(), world = 256 * 2 ** zoom;
      const corner = map.getPixelOrigin().add(this._bounds.min);
      const margin = 100; // labels that reach into view
      return {
        zoom: Math.floor(zoom + 0.01),
        points: (label) => {
          const y = (label.y / gridSize) * world - corner.y;
          if (y < -margin || y > size.y + margin) return [];
          const found = [];
          const base = (label.x / gridSize) * world - corner.x;
          const first = Math.ceil((-margin - base) / world);
          for (let x = base + first * world; x < size.x + margin; x += world) found.push([x, y]);
          return found;
        },
      };
    },
  });

  function readLabels(json, language) {
    const groups = { size: 1 << json.grid_bits };
    for (const [group] of PRIORITY) {
      const columns = json[group], names = columns.names[language] || columns.names.en;
      groups[group] = names.map((name, i) => ({
        name, x: columns.x[i], y: columns.y[i], zoom: columns.zoom[i],
        rank: columns.rank && columns.rank[i], member: columns.member && columns.member[i],
        capital: columns.capital && columns.capital[i],
      }));
    }
    groups.cities.sort((a, b) => b.capital - a.capital); // stable: else the least zoom decides
    return groups;
  }

  // ---- The layer ----

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

    _theme: function () {
      return THEMES[this.options.theme] || THEMES.light;
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
            : sortByKind(decode(content));
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
