// The names on the basemap: read from labels.json, placed so that none covers another, and drawn on
// one canvas over the tiles; used by basemap.js. Needs Leaflet 1.9 and basemap-shapes.js.
(function () {
  "use strict";

  const { apart } = L.basemapShapes;
  const JOINED = /[\u0600-\u08ff]/; // letters that spacing would tear apart
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

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
      const longer = (k) =>
        Math.max(words.slice(0, k).join(" ").length, words.slice(k).join(" ").length);
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
      halo: theme.halo, spacing: JOINED.test(text) ? 0 : label.member ? 0.8 : 0.2, lines: lines(text, 13),
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

  const around = (x, y, width, height) =>
    [x - width / 2, y - height / 2, x + width / 2, y + height / 2];

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

  L.basemapLabels = { Labels, readLabels };
})();
