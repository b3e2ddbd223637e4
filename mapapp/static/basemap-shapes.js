// Land, lakes, borders and coasts of the basemap: decoded from the files of shapes and drawn on a
// tile's canvas; used by basemap.js. mapapp/map/basemap_file.py has the layout of the files.
(function () {
  "use strict";

  const COAST = 0, BORDER = 1, DISPUTED = 2, SHORE = 3;
  const CHUNK = 32; // points culled together
  const SPECK_PX = 6; // lakes that look smaller than this are not drawn
  const OVERLAP_PX = 1; // tiles overlap, or hairlines of water show between them

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
    return sortByKind({ size, arcs, land: rings(), lakes: rings() });
  }

  function sortByKind(shapes) {
    shapes.byKind = [COAST, BORDER, DISPUTED, SHORE].map((kind) =>
      shapes.arcs.filter((arc) => arc.kind === kind));
    return shapes;
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
          const visit = (i) => put(points[i] + shift, points[i + 1]);
          if (reversed) for (let i = high - 2; i > low; i -= 2) visit(i);
          else for (let i = low + 2; i < high; i += 2) visit(i);
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

  L.basemapShapes = { OVERLAP_PX, apart, decode, drawTile };
})();
