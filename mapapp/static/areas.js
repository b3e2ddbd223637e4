// Outlines of countries and regions, asked for once each and drawn beneath the marks; used by
// situation.js. An area without an outline, or before it has come, is a soft disc.
(function () {
  "use strict";

  const { STALE, AREA_RADIUS, TURN } = L.situationMarks;
  const UNIT = 4096; // a path's units across the world: small numbers blur, fractions are slow

  const mercatorX = (lon) => (UNIT * (lon + 180)) / 360;
  const mercatorY = (lat) => {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return UNIT * (0.5 - Math.atanh(sine) / TURN);
  };

  // One path of all rings, in units of the world.
  function pathOf(rings) {
    const path = new Path2D();
    for (const ring of rings) {
      ring.forEach(([lon, lat], i) => path[i ? "lineTo" : "moveTo"](mercatorX(lon), mercatorY(lat)));
      path.closePath();
    }
    return path;
  }

  function fillAndStroke(pen, mark, stale, path, lineWidth, dash) {
    pen.fillStyle = mark.color;
    pen.globalAlpha = stale ? 0.07 : 0.16;
    if (path) pen.fill(path, "evenodd"); else pen.fill();
    pen.globalAlpha = stale ? 0.35 : 0.7;
    pen.lineWidth = lineWidth;
    pen.setLineDash(dash);
    pen.strokeStyle = mark.color;
    if (path) pen.stroke(path); else pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  function drawDisc(pen, mark, stale, x, y) {
    pen.beginPath();
    pen.arc(x, y, AREA_RADIUS, 0, TURN);
    fillAndStroke(pen, mark, stale, null, 1.2, [4, 3]);
  }

  class Areas {
    constructor(url, arrived) {
      const probe = document.createElement("canvas").getContext("2d");
      Object.assign(this, { url, arrived, probe, paths: new Map() });
    }

    // The outline; null for none, undefined while it is not yet known.
    pathFor(code) {
      if (!this.url) return null;
      if (!this.paths.has(code)) {
        this.paths.set(code, undefined);
        this._fetch(code);
      }
      return this.paths.get(code);
    }

    draw(pen, mark, point, world) {
      const path = this.pathFor(point.code);
      const stale = point.flags & STALE;
      if (!path) {
        drawDisc(pen, mark, stale, point.x, point.y);
        return;
      }
      const scale = world / UNIT;
      pen.save();
      pen.translate(point.x - point.worldX * world, point.y - point.worldY * world);
      pen.scale(scale, scale);
      pen.lineJoin = "round";
      fillAndStroke(pen, mark, stale, path, 1.4 / scale, [5 / scale, 3 / scale]);
      pen.restore();
    }

    // Whether a place on the screen lies within the area of a point.
    contains(point, world, x, y) {
      const path = this.paths.get(point.code);
      if (!path) return Math.hypot(point.x - x, point.y - y) <= AREA_RADIUS;
      const scale = world / UNIT;
      return this.probe.isPointInPath(
        path, (x - point.x) / scale + point.worldX * UNIT,
        (y - point.y) / scale + point.worldY * UNIT, "evenodd");
    }

    async _fetch(code) {
      let path = null;
      try {
        const response = await fetch(`${this.url}/${code}`, { credentials: "same-origin" });
        if (response.ok) path = pathOf((await response.json()).rings);
      } catch {
        // Offline for a moment: the disc stays.
      }
      this.paths.set(code, path);
      if (path) this.arrived();
    }
  }

  L.situationAreas = { Areas, drawDisc };
})();
