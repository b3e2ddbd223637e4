// What the server sends of the situations in a view, read and asked for; used by situation.js.
// The layout is that of mapapp/map/cells.py: a header in JSON with its length before it, then the
// columns one after the other.
(function () {
  "use strict";

  const TILE = 256; // CSS pixels, as in cells.py
  const MARGIN = 0.25; // of the view's size, asked for beyond each edge

  function unpack(buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    let at = 4 + length;
    const column = (Kind) => {
      const values = new Kind(buffer, at, header.rows);
      at += values.byteLength;
      return values;
    };
    return {
      header,
      code: column(Float64Array),
      x: column(Float32Array),
      y: column(Float32Array),
      count: column(Uint32Array),
      status: column(Uint8Array),
      flags: column(Uint8Array),
    };
  }

  function unpackText(packed) {
    return unpack(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)).buffer);
  }

  // The tiles of the view and a margin around it: [west, north, east, south], both included.
  function tilesOf(map) {
    const zoom = map.getZoom(), size = map.getSize(), bounds = map.getPixelBounds();
    const most = 2 ** zoom - 1;
    const tile = (pixels, margin) => Math.floor((pixels + margin) / TILE);
    let west = tile(bounds.min.x, -MARGIN * size.x), east = tile(bounds.max.x, MARGIN * size.x);
    if (east - west >= most) [west, east] = [0, most];
    const north = Math.max(0, Math.min(most, tile(bounds.min.y, -MARGIN * size.y)));
    const south = Math.max(0, Math.min(most, tile(bounds.max.y, MARGIN * size.y)));
    return [west, north, east, south];
  }

  // Asks for one answer at a time; of the questions that come meanwhile only the last is asked.
  class Cells {
    constructor(url, answered, failed) {
      Object.assign(this, { url, answered, failed, asked: "", waiting: null, busy: false });
    }

    ask(query, map) {
      const question = `${query}&zoom=${map.getZoom()}&tiles=${tilesOf(map).join(",")}`;
      if (question === this.asked) return;
      this.asked = question;
      this.waiting = question;
      if (!this.busy) this._next();
    }

    async _next() {
      const question = this.waiting;
      this.waiting = null;
      this.busy = true;
      try {
        const response = await fetch(`${this.url}?${question}`, { credentials: "same-origin" });
        if (!response.ok) throw new Error(`The server answered ${response.status}.`);
        const rows = unpack(await response.arrayBuffer());
        if (!this.waiting) this.answered(rows, question);
      } catch (error) {
        if (!this.waiting) {
          this.asked = ""; // the next move asks again
          this.failed(error);
        }
      }
      this.busy = false;
      if (this.waiting) this._next();
    }
  }

  L.situationCells = { Cells, unpackText };
})();
